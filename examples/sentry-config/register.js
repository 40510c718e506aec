import { preload } from '@garrison/node';
import { policy } from './policy.js';

await preload({ policy });
