import express from 'express';
import { initSentry } from '@garrison/node';
import { serve } from './loading-serve.mjs';

initSentry({ serviceName: 'shop-api', version: '1.2.3' });
serve(express);
