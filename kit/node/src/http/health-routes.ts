import { kitState } from '../kit-state.ts';
import { kindOf, misuse } from '../misuse.ts';

/** An Express or Fastify application, by the one method that is used. */
export interface RoutedApp {
  /** Of the handler, `never`: Fastify's own type of it is another than Express's, and each takes any handler of two parameters. */
  get(path: string, handler: never): unknown;
}

/** `status` and `json` are Express's, `code` and `send` Fastify's. */
export interface HealthReply {
  status?(code: number): unknown;
  json?(body: unknown): unknown;
  code?(code: number): unknown;
  send(body: unknown): unknown;
}

export interface HealthOptions {
  /** Whether the service can take work: its pool is connected, its caches are warm. A throw counts as no. Default: yes. */
  readonly ready?: () => unknown;
}

/**
 * Mounts `GET /health` (the process lives) and `GET /readiness` (it can take work; 503 when not, and during shutdown).
 * The policy never traces these paths.
 */
export function healthRoutes(app: RoutedApp, options: HealthOptions = {}): void {
  if (typeof app !== 'object' && typeof app !== 'function')
    misuse('healthRoutes', `it takes the application, not ${kindOf(app)}.`);
  if (!('get' in app)) misuse('healthRoutes', 'the application has no method `get`. Express and Fastify have one.');
  const mount = (path: string, handler: (request: unknown, reply: HealthReply) => void): void =>
    void app.get(path, handler as never);
  mount('/health', (_request, reply) => answer(reply, 200, { status: 'ok', service: kitState().running?.serviceName }));
  mount('/readiness', (_request, reply) => {
    void isReady(options).then((ready) => answer(reply, ready ? 200 : 503, { status: ready ? 'ready' : 'not ready' }));
  });
}

async function isReady({ ready = () => true }: HealthOptions): Promise<boolean> {
  if (kitState().stopping) return false;
  try {
    return (await ready()) !== false;
  } catch {
    return false; // The probe's question is answered; why is in the service's own log.
  }
}

function answer(reply: HealthReply, status: number, body: object): void {
  if (reply.code !== undefined) {
    reply.code(status);
    reply.send(body);
    return;
  }
  reply.status?.(status);
  reply.json?.(body);
}
