import bash from 'highlight.js/lib/languages/bash';
import javascript from 'highlight.js/lib/languages/javascript';
import python from 'highlight.js/lib/languages/python';
import typescript from 'highlight.js/lib/languages/typescript';
import { createLowlight } from 'lowlight';
import type { TokenNode } from './highlight.ts';

/** In its own chunk, with the grammars of the platforms that send source. */
const lowlight = createLowlight({ bash, javascript, python, typescript });

export function highlight(code: string, language: string): readonly TokenNode[] {
  return lowlight.highlight(language, code).children;
}
