type Secrets = Readonly<Record<string, string>>;
export function secretHeaders(secret: Secrets, body: string | undefined): Record<string, string | number>;
export function secretQuery(secret: Secrets): string;
export function secretBody(secret: Secrets): string;
