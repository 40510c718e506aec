export { startCaptureServer, type CapturedEnvelope, type CaptureServer } from './capture-server.ts';
export { readEnvelope, type CapturedItem } from './read-envelope.ts';
export { startGarrisonServer, type GarrisonServer, type GarrisonServerOptions } from './server-harness.ts';
export { buildEnvelope, buildErrorEvent, type EventOptions, type WireEvent } from './event-builder.ts';
export { createRandom, type Random } from './random.ts';
export { createFakeClock, type FakeClock } from './fake-clock.ts';
export { runProgram, startProgram, type ChildProgram, type ProgramEnd } from './child-program.ts';
export { freePort } from './free-port.ts';
export { poll } from './poll.ts';
