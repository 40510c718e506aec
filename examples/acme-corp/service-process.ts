import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ServiceMessage } from './services-processes.ts';

/** Tells the parent where this service listens; ends with the parent, so that nothing is left behind. */
export function announce(server: Server): void {
  tell({ kind: 'listening', url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
}

export function tell(message: ServiceMessage): void {
  process.send?.(message);
}

/** A setting that the parent always gives. */
export function setting(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set: start acme-corp with npm start`);
  return value;
}
