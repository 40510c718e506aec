import { Worker } from 'node:worker_threads';
import { unwrittenEnvelopes } from './client/deliveries.ts';
import { serializeEnvelope } from './client/serialize-envelope.ts';
import { kitState } from './kit-state.ts';
import { safely } from './safely.ts';
import { currentSdk } from './sdk.ts';

const HURRY_MS = 2000;

/**
 * Sends what is left while `process.exit()` runs, from a thread of its own, for whose answer this one waits: nothing asynchronous happens here any
 * more. For a service that drains by itself and ends as soon as its last request is answered, at whose end the last events would be lost.
 */
export function sendAtExit(deadline: number): void {
  process.once('exit', () => safely(() => sendNow(Math.min(HURRY_MS, deadline - Date.now()))));
}

function sendNow(leftMs: number): void {
  const client = currentSdk()?.getClient();
  const { ingestUrl } = kitState();
  if (client === undefined || ingestUrl === undefined || leftMs <= 0) return;
  // The synchronous part of a flush hands over what is buffered.
  void Promise.resolve(client.flush(1));
  const bodies = unwrittenEnvelopes().flatMap((envelope) => safely(() => serializeEnvelope(envelope)) ?? []);
  if (bodies.length === 0) return;
  const done = new Int32Array(new SharedArrayBuffer(4));
  // Without the service's options: neither its preload nor its inspector is wanted there.
  new Worker(SEND, { eval: true, execArgv: [], env: {}, workerData: { url: ingestUrl, bodies, done } });
  Atomics.wait(done, 0, 0, leftMs);
}

/** Runs in the thread: one request per envelope, and a notice when all are answered or have failed. */
const SEND = `
const { workerData: { url, bodies, done } } = require('node:worker_threads');
const { request } = require(url.startsWith('https:') ? 'node:https' : 'node:http');
let open = bodies.length;
const end = () => { if (--open === 0) { Atomics.store(done, 0, 1); Atomics.notify(done, 0); } };
for (const body of bodies) {
  let ended = false;
  const once = () => { if (!ended) { ended = true; end(); } };
  const headers = { 'content-type': 'application/x-sentry-envelope', 'content-length': body.length };
  request(url, { method: 'POST', headers }, (answer) => answer.resume().on('end', once).on('error', once)).on('error', once).end(body);
}`;
