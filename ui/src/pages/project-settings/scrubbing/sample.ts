/** An event with the kinds of data that scrubbing is about, to try rules on. */
const SAMPLE = {
  message: 'card 4111 1111 1111 1111 was declined',
  user: { id: '42', email: 'ada@example.com', ip_address: '203.0.113.7' },
  tags: { service: 'auth-service', order: 'A-1001' },
  extra: { password: 'hunter2', apiToken: 'abc123', customer_note: 'call +49 30 1234567' },
  request: {
    url: 'https://example.com/pay?token=abc123',
    headers: { Authorization: 'Bearer abc123', Accept: 'application/json' },
  },
};

export const SAMPLE_TEXT = JSON.stringify(SAMPLE, null, 2);

/** Undefined when the text is no JSON object. */
export function readSample(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

/** Of what would be stored, the parts that the sample has: the server adds ids and times of its own. */
export function comparable(
  stored: Readonly<Record<string, unknown>>,
  sample: Readonly<Record<string, unknown>>,
): string {
  const names = new Set([...Object.keys(sample), 'logentry']);
  return JSON.stringify(Object.fromEntries(Object.entries(stored).filter(([name]) => names.has(name))), null, 2);
}
