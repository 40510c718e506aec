import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type EventId, normalizeEventId, parseDsn } from '@garrison/protocol';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Answer } from '../receiver.ts';

const URL_PATH = '/api/embed/error-page/';
const DIALOG = readFileSync(join(import.meta.dirname, 'dialog.js'), 'utf8').replace('export function', 'function');
const TEXT_MAX = 500;

/** Texts of the dialog that the page may replace by parameters with these names. */
const TEXTS: Readonly<Record<string, string>> = {
  title: 'Something went wrong.',
  subtitle: 'The error was reported.',
  subtitle2: 'Tell us what happened, and we can solve it sooner.',
  labelName: 'Name',
  labelEmail: 'E-mail address',
  labelComments: 'What happened?',
  labelClose: 'Close',
  labelSubmit: 'Send',
  errorGeneric: 'Your report could not be sent. Please try again.',
  errorFormEntry: 'Please correct the marked fields.',
  successMessage: 'Your report was sent. Thank you.',
  name: '',
  email: '',
};
const FIELDS = { name: 128, email: 254, comments: 4096 } as const;

interface Route {
  Querystring: Readonly<Record<string, unknown>>;
}

interface ErrorPageDeps {
  /** As for every other request; the body is an envelope. */
  readonly receive: (request: FastifyRequest, envelope: Buffer) => Promise<Answer>;
  readonly answer: (reply: FastifyReply, result: Answer) => FastifyReply;
  /** The answer to a request that names no project or event, in words. */
  readonly refuse: (reply: FastifyReply, cause: string) => FastifyReply;
}

/**
 * The user feedback dialog of Sentry's browser SDK (`showReportDialog`): GET answers the script that draws it, POST takes its form and
 * hands it over as a user report of the event.
 */
export function errorPageRoutes(scope: FastifyInstance, { receive, answer, refuse }: ErrorPageDeps): void {
  scope.get<Route>(URL_PATH, { exposeHeadRoute: false }, async (request, reply) => {
    const about = readAbout(request.query);
    if (typeof about === 'string') return refuse(reply, about);
    const texts = Object.fromEntries(
      Object.entries(TEXTS).map(([name, usual]) => [name, textOf(request.query[name]) ?? usual]),
    );
    reply.headers({ 'content-type': 'text/javascript; charset=utf-8', 'cache-control': 'no-store' });
    return reply.send(`(() => {\n${DIALOG}showDialog(${JSON.stringify(texts)});\n})();\n`);
  });

  scope.post<Route>(URL_PATH, async (request, reply) => {
    const about = readAbout(request.query);
    if (typeof about === 'string') return refuse(reply, about);
    const form = new URLSearchParams(Buffer.isBuffer(request.body) ? request.body.toString('utf8') : '');
    const report = Object.fromEntries(Object.keys(FIELDS).map((name) => [name, (form.get(name) ?? '').trim()]));
    const errors = errorsOf(report);
    if (Object.keys(errors).length > 0) return reply.code(400).send({ errors });
    const lines = [
      { event_id: about.eventId, dsn: about.dsn },
      { type: 'user_report' },
      { event_id: about.eventId, ...report },
    ];
    return answer(
      reply,
      await receive(request, Buffer.from(lines.map((line) => `${JSON.stringify(line)}\n`).join(''))),
    );
  });
}

/** The project and the event, or a text that names what is missing. */
function readAbout(query: Route['Querystring']): string | { readonly dsn: string; readonly eventId: EventId } {
  const { dsn } = query;
  if (typeof dsn !== 'string' || parseDsn(dsn) === null) return 'the parameter dsn is no DSN';
  const eventId = normalizeEventId(query['eventId']);
  return eventId === null ? 'the parameter eventId is no id of an event' : { dsn, eventId };
}

function errorsOf(report: Readonly<Record<string, string>>): Readonly<Record<string, readonly string[]>> {
  const errors: Record<string, readonly string[]> = {};
  for (const [name, max] of Object.entries(FIELDS)) {
    const value = report[name] ?? '';
    if (value === '') errors[name] = ['This field is required.'];
    else if (value.length > max) errors[name] = [`At most ${max} characters are allowed.`];
    else if (name === 'email' && !/^[^\s@]+@[^\s@]+$/.test(value)) errors[name] = ['Enter a valid e-mail address.'];
  }
  return errors;
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value.slice(0, TEXT_MAX) : undefined;
}
