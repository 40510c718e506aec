export { collectGarbage, giveHeapsRoom } from './collect-garbage.ts';
export { freePort } from './free-port.ts';
export { createLifecycle, type Lifecycle } from './lifecycle.ts';
export { createLogger, type Logger } from './logger.ts';
export { systemClock, type Clock } from './clock.ts';
export { holdDirectory, type DirectoryHold } from './directory-hold.ts';
export { type BytesLimits, CollectedBytes } from './collected-bytes.ts';
export { createHeldMemory, type HeldMemory, type MemoryHold } from './held-memory.ts';
export { createDecompressor, type Decompress, type Decompressed } from './decompress.ts';
