import './index.js';
import { preload } from '@garrison/node';

await preload();
