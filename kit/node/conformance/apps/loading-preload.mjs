import express from 'express';
import { serve } from './loading-serve.mjs';

serve(express);
