/** Why a text is no DSN, in words that do not repeat it; undefined when it is one. */
export function dsnFault(dsn: string): string | undefined {
  if (/^["'`“”]|["'`“”]$/.test(dsn))
    return 'it stands in quotation marks, which belong to the shell or the file and not to the value';
  if (/\s/.test(dsn)) return 'it has blanks or line ends in it';
  const url = parse(dsn);
  if (url === undefined) return 'it is no URL; https://<key>@<host>/<project id> is meant';
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'it begins neither with https:// nor with http://';
  if (!/^\w+$/.test(url.username)) return 'it has no key before the host; https://<key>@<host>/<project id> is meant';
  if (!/\/\d+$/.test(url.pathname)) return 'it does not end in the number of a project';
  return undefined;
}

/** Where envelopes are sent to, with the key in the query as the SDK does it. */
export function envelopeUrl(dsn: string): string {
  const url = new URL(dsn);
  const [, path = '', project = ''] = /^(.*)\/(\d+)$/.exec(url.pathname) ?? [];
  return `${url.protocol}//${url.host}${path}/api/${project}/envelope/?sentry_version=7&sentry_key=${url.username}`;
}

function parse(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined; // The caller says what is wrong with it.
  }
}
