// The form of most guides: the start as the first import. Node loads the whole graph before it runs the first line of it.
import './loading-init.mjs';
import express from 'express';
import { serve } from './loading-serve.mjs';

serve(express);
