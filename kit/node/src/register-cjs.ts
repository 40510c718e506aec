import { preloadSync } from './preload.ts';

preloadSync();
