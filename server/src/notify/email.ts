import { createTransport } from 'nodemailer';
import type { Channel, Connection, Delivered, Sending } from './channel.ts';
import { factsOf, headline, plainText, type Message } from './message.ts';

/** Addresses of a mail server, or why it may not be used. */
export type AllowedHost = (
  host: string,
) => Promise<{ readonly ok: true; readonly address: string } | { readonly ok: false; readonly problem: string }>;

const TIMEOUT_MS = 20_000;
const ADDRESS = /^[^\s@<>]+@[^\s@<>]+$/;

/** SMTP. `config`: host, port, from, user (optional), tls: `start` (default), `implicit` or `none`; secret: password. */
export function email({ allowedHost }: { allowedHost: AllowedHost }): Channel {
  return {
    via: 'email',
    isRepeatable: false,
    faultsOf({ config, name }): Readonly<Record<string, string>> {
      const { host, port, from, tls = 'start' } = config;
      const isHost = typeof host === 'string' && /^[A-Za-z0-9.:-]+$/.test(host);
      const isPort = Number.isInteger(Number(port)) && Number(port) > 0 && Number(port) < 65_536;
      return {
        ...(isHost ? {} : { host: 'expected the name of a mail server' }),
        ...(isPort ? {} : { port: 'expected a port such as 587' }),
        ...(typeof from === 'string' && ADDRESS.test(from) ? {} : { from: 'expected an e-mail address' }),
        ...(['start', 'implicit', 'none'].includes(String(tls)) ? {} : { tls: 'expected start, implicit or none' }),
        ...(name === '*' || ADDRESS.test(name) ? {} : { name: 'expected * for every address, or one e-mail address' }),
      };
    },
    async send(sending) {
      const { config } = sending.connection;
      if (!ADDRESS.test(sending.target))
        return { outcome: 'failed', status: null, answer: `“${sending.target}” is no e-mail address`, retry: false };
      const allowed = await allowedHost(String(config['host']));
      if (!allowed.ok) return { outcome: 'failed', status: null, answer: allowed.problem, retry: false };
      return sendMail(sending, allowed.address);
    },
  };
}

async function sendMail({ message, connection, target }: Sending, address: string): Promise<Delivered> {
  const transport = createTransport(transportOf(connection, address));
  try {
    const { response } = await transport.sendMail({
      from: { name: 'Garrison', address: String(connection.config['from']) },
      to: target,
      subject: headline(message),
      text: plainText(message),
      html: htmlOf(message),
      messageId: `<${message.id}@garrison>`,
      headers: { 'Auto-Submitted': 'auto-generated' },
    });
    return { outcome: 'sent', status: null, answer: String(response) };
  } catch (error) {
    return failureOf(error);
  } finally {
    transport.close();
  }
}

function transportOf({ config, secret }: Connection, address: string) {
  const { host, port, user, tls = 'start' } = config;
  return {
    // The address that was checked; certificates are held against the name.
    host: address,
    port: Number(port),
    secure: tls === 'implicit',
    requireTLS: tls === 'start',
    ignoreTLS: tls === 'none',
    tls: { servername: String(host) },
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
    ...(typeof user === 'string' && user !== '' ? { auth: { user, pass: secret['password'] ?? '' } } : {}),
  };
}

/** After an answer with a 4xx code another try may succeed. Without an answer to the sent text it is unknown whether it arrived. */
function failureOf(error: unknown): Delivered {
  const {
    message: answer,
    responseCode,
    command,
  } = error as { message: string; responseCode?: number; command?: string };
  if (responseCode !== undefined) return { outcome: 'failed', status: responseCode, answer, retry: responseCode < 500 };
  if (command === 'DATA') return { outcome: 'unsure', status: null, answer };
  return { outcome: 'failed', status: null, answer, retry: true };
}

function htmlOf(message: Message): string {
  const items = message.alerts.map((alert) => {
    const rows = factsOf(alert).map(
      ([name, value]) =>
        `<tr><td style="padding:2px 12px 2px 0;color:#666">${escape(name)}</td><td>${escape(value)}</td></tr>`,
    );
    const title = message.count > 1 ? `<h3>${escape(alert.title)} in ${escape(alert.project)}</h3>` : '';
    return `${title}<table>${rows.join('')}</table><p><a href="${escape(alert.link)}">Open</a></p>`;
  });
  const rest = message.count - message.alerts.length;
  const more = rest > 0 ? `<p><a href="${escape(message.link)}">… and ${rest} more</a></p>` : '';
  return `<div style="font-family:sans-serif"><h2>${escape(headline(message))}</h2>${items.join('')}${more}</div>`;
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
