import { describe, expect, it } from 'vitest';
import { languageOf, tokenLines } from './highlight.ts';
import { highlight } from './lowlight.ts';

describe('highlighting', () => {
  it('cuts tokens at line ends and keeps every character', () => {
    const code = 'const a = `x\ny`; // done\nfunction f() { return 1; }';
    const lines = tokenLines(highlight(code, 'typescript'));
    expect(lines.map((line) => line.map(({ text }) => text).join('')).join('\n')).toBe(code);
    expect(lines[0]).toContainEqual({ text: 'const', kind: 'keyword' });
    expect(lines[1]).toContainEqual({ text: '// done', kind: 'comment' });
    expect(lines[2]).toContainEqual({ text: '1', kind: 'number' });
  });

  it('knows a grammar by ending, then by platform', () => {
    expect(languageOf('src/a.tsx', 'node')).toBe('typescript');
    expect(languageOf('app.py', null)).toBe('python');
    expect(languageOf('<anonymous>', 'node')).toBe('javascript');
    expect(languageOf('main.rs', 'rust')).toBeUndefined();
  });
});
