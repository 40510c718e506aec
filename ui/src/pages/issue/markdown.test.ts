import { describe, expect, it } from 'vitest';
import type { EventDetail, IssueDetail } from '../../data/shapes.ts';
import { issueMarkdown } from './markdown.ts';

const issue = {
  title: 'TypeError: x is undefined',
  shortId: 'API-1',
  project: { id: '1', slug: 'payment-api', name: 'payment-api' },
  count: '1204',
  userCount: 310,
  firstSeen: '2026-11-21T00:00:00Z',
  lastSeen: '2026-11-24T14:00:00Z',
} as IssueDetail;

const eventWith = (value: string, crumbs: number): EventDetail =>
  ({
    title: issue.title,
    message: null,
    platform: 'node',
    release: { version: '2.0.0' },
    tags: [{ key: 'environment', value: 'production' }],
    entries: [
      {
        type: 'exception',
        data: {
          values: [
            { type: 'QueryError', value: 'timeout' },
            {
              type: 'TypeError',
              value,
              stacktrace: {
                frames: [
                  { filename: 'node_modules/express/x.js', function: 'next', inApp: false },
                  {
                    filename: 'src/charge.ts',
                    function: 'capture',
                    lineNo: 88,
                    inApp: true,
                    context: [[88, '  return c.customer.id;']],
                  },
                ],
              },
            },
          ],
        },
      },
      {
        type: 'breadcrumbs',
        data: {
          values: Array.from({ length: crumbs }, (_, i) => ({
            timestamp: '2026-11-24T14:02:11Z',
            category: 'http',
            message: `GET /${i}`,
          })),
        },
      },
    ],
  }) as unknown as EventDetail;

describe('copy as Markdown', () => {
  it('holds what a ticket needs', () => {
    const text = issueMarkdown({ issue, event: eventWith('x is undefined', 12) }, 'https://g/1');
    expect(text).toContain('[API-1](https://g/1)');
    expect(text).toContain('- release: 2.0.0');
    expect(text).toContain('at capture (src/charge.ts:88)\n       return c.customer.id;');
    expect(text).toContain('… 1 more');
    expect(text).toContain('Caused by QueryError: timeout');
    expect(text.match(/GET \//g)).toHaveLength(10);
    expect(text).toContain('GET /11');
    expect(text).not.toContain('next');
  });

  it('is never longer than 4 kB, whatever the message', () => {
    for (const value of ['x'.repeat(20_000), '💥'.repeat(5000), '`'.repeat(6000)]) {
      const text = issueMarkdown({ issue: { ...issue, title: value }, event: eventWith(value, 10) }, 'https://g/1');
      expect(new TextEncoder().encode(text).length).toBeLessThanOrEqual(4096);
      expect(text).toContain('API-1');
    }
  });

  it('keeps a payload with backticks inside its fence', () => {
    const text = issueMarkdown({ issue, event: eventWith('```\n# not a heading', 0) }, 'https://g/1');
    expect(text).toContain('````\nTypeError: ```');
  });

  it('says what else failed in the trace, and the way from the first error to this one', () => {
    const event = eventWith('gateway failed', 0);
    const error = (eventId: string, service: string, isLikelyCause: boolean) => ({
      eventId,
      issueId: '1',
      shortId: `${service.toUpperCase()}-1`,
      title: `${service} failed`,
      culprit: '',
      level: 'error',
      project: { id: '1', slug: service },
      service,
      spanId: null,
      dateCreated: '2026-11-28T14:02:11.483Z',
      isLikelyCause,
    });
    const hop = (service: string) => ({ spanId: service, name: `GET /${service}`, op: '', service, project: service });
    const errors = [error('a', 'users', true), error(event.eventID, 'gateway', false)];
    const trace = { errors, hasMore: false, path: [hop('users'), hop('gateway')] };
    const text = issueMarkdown({ issue, event, trace }, 'https://g/1');
    expect(text).toContain('- users: USERS-1 users failed (first, likely the cause)');
    expect(text).toContain('- gateway: GATEWAY-1 gateway failed (this event)');
    expect(text).toContain('Path: users GET /users → gateway GET /gateway');
    expect(issueMarkdown({ issue, event, trace: { ...trace, errors: errors.slice(1) } }, 'x')).not.toContain(
      'Same trace',
    );
  });
});
