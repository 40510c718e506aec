import { preload } from './preload.ts';

await preload();
