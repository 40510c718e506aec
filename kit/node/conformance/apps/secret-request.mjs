/** The parts of a request that carry a secret each. */
export function secretHeaders(secret, body) {
  return {
    ...(body !== undefined && { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }),
    'user-agent': 'conformance/1.0',
    AUTHORIZATION: `Bearer ${secret.authorization}`,
    'Proxy-Authorization': `Basic ${secret.proxyAuthorization}`,
    'X-API-Key': secret.apiKeyHeader,
    'x-auth-token': secret.authTokenHeader,
    'X-Internal-Customer': secret.unknownHeader,
    'X-Forwarded-For': secret.forwardedFor,
    Referer: `https://shop.example/login?token=${secret.refererQuery}`,
    Cookie: `theme=dark; sid=${secret.cookie}`,
  };
}

export function secretQuery(secret) {
  return `token=${secret.queryToken}&q=${secret.queryPlain}`;
}

export function secretBody(secret) {
  return JSON.stringify({
    password: secret.bodyPassword,
    orders: [{ payments: [{ number: secret.bodyCard }] }],
    note: secret.bodyNote,
  });
}
