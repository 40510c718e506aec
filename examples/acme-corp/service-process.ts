import { nameFramesByRepository } from './frames.ts';
import type { ServiceMessage } from './service-message.ts';

/** Where this service listens; the others get it as `<SERVICE>_URL`. */
export function address(): { readonly port: number; readonly host: string } {
  return { port: Number(setting('PORT')), host: '127.0.0.1' };
}

/** Tells the parent that this service listens; ends with the parent, so that no process is left. */
export function announce(): void {
  nameFramesByRepository();
  tell({ kind: 'listening' });
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
