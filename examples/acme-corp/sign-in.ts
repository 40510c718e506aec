import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** How to sign in to the demo: made at the first start and kept beside its data, so that every start can say it. */
export interface SignIn {
  readonly email: string;
  readonly password: string;
  readonly token: string;
}

const fileIn = (dataDirectory: string): string => join(dataDirectory, 'demo-sign-in.json');

/** What the environment says, else what was kept, else made up. */
export function readSignIn(dataDirectory: string): SignIn {
  const path = fileIn(dataDirectory);
  const kept = existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as SignIn) : undefined;
  const signIn = {
    email: process.env['GARRISON_ADMIN_EMAIL'] ?? kept?.email ?? 'admin@acme-corp.example',
    password: process.env['GARRISON_ADMIN_PASSWORD'] ?? kept?.password ?? randomBytes(9).toString('base64url'),
    token: process.env['GARRISON_ADMIN_TOKEN'] ?? kept?.token ?? `sntryu_${randomBytes(32).toString('hex')}`,
  };
  if (kept === undefined) keepSignIn(dataDirectory, signIn);
  return signIn;
}

export function keepSignIn(dataDirectory: string, signIn: SignIn): void {
  mkdirSync(dataDirectory, { recursive: true, mode: 0o700 });
  writeFileSync(fileIn(dataDirectory), `${JSON.stringify(signIn, null, 2)}\n`, { mode: 0o600 });
}

/** Whether the password is good: an operator may have given the owner another one since. Signs out again. */
export async function opens(url: string, { email, password }: SignIn): Promise<boolean> {
  const path = `${url}/api/garrison/session/`;
  const headers = { 'content-type': 'application/json', 'x-garrison-request': '1' };
  const answer = await fetch(path, { method: 'POST', headers, body: JSON.stringify({ email, password }) });
  await answer.arrayBuffer();
  const cookie = answer.headers.get('set-cookie')?.split(';')[0];
  if (!answer.ok || cookie === undefined) return false;
  await fetch(path, { method: 'DELETE', headers: { 'x-garrison-request': '1', cookie } });
  return true;
}
