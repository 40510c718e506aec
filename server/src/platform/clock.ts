/** Milliseconds since the epoch. A clock is passed in, so that a test can set the time. */
export type Clock = () => number;

export const systemClock: Clock = Date.now;
