interface KnownOfUser {
  readonly id?: string | number | undefined;
  readonly email?: string | undefined;
  readonly username?: string | undefined;
  /** Left out by the caller where addresses are scrubbed. */
  readonly ip?: string | undefined;
}

const KINDS = ['id', 'email', 'username', 'ip'] as const;

/** Sentry's identity of a user: the first that is known of id, email, username and address, such as `id:7`. Empty: none is known. */
export function userIdentity(user: KnownOfUser): string {
  for (const kind of KINDS) {
    const value = String(user[kind] ?? '');
    // `{{auto}}` stands for the address of the connection, which is not known here.
    if (value !== '' && !(kind === 'ip' && value.startsWith('{{'))) return `${kind}:${value}`;
  }
  return '';
}
