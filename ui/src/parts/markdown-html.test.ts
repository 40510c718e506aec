import { describe, expect, it } from 'vitest';
import { markdownHtml } from './markdown-html.ts';

describe('notes as Markdown', () => {
  it('makes links of addresses, written out or not, that open elsewhere', () => {
    const rel = 'target="_blank" rel="noopener noreferrer nofollow"';
    expect(markdownHtml('see https://example.com/a?b=1')).toBe(
      `<p>see <a ${rel} href="https://example.com/a?b=1">https://example.com/a?b=1</a></p>`,
    );
    expect(markdownHtml('[runbook](https://example.com)')).toBe(
      `<p><a ${rel} href="https://example.com">runbook</a></p>`,
    );
  });

  it('keeps the form: emphasis, code, lists', () => {
    expect(markdownHtml('**now** `x`\n\n- one')).toBe(
      '<p><strong>now</strong> <code>x</code></p>\n<ul>\n<li>one</li>\n</ul>',
    );
  });

  it.each([
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '[x](javascript:alert(1))',
    '[x](data:text/html,<b>)',
    '![x](https://example.com/track.png)',
    '<a href="javascript:alert(1)">x</a>',
  ])('lets nothing run or load: %s', (text) => {
    const html = markdownHtml(text);
    expect(html).not.toMatch(/<(?:script|img|iframe)/i);
    expect(html).not.toMatch(/(?:href|src)="(?:javascript|data)/i);
  });
});
