import { describe, expect, it } from 'vitest';
import { searchTerm, tagTerm } from './search-term.ts';

describe('a term of a search', () => {
  it('is quoted only where it has to be', () => {
    expect(searchTerm('url', 'https://x/a')).toBe('url:https://x/a');
    expect(searchTerm('os', 'Mac "OS" 15')).toBe(String.raw`os:"Mac \"OS\" 15"`);
    expect(searchTerm('a', '')).toBe('a:""');
    expect(searchTerm('a', '>5')).toBe('a:">5"');
    expect(searchTerm('a/ü', 'x')).toBe('"a/ü":x');
  });

  it('says of a tag with a taken name that it is the tag', () => {
    expect(tagTerm('status', 'gold')).toBe('tags[status]:gold');
    expect(tagTerm('region', 'eu')).toBe('region:eu');
  });
});
