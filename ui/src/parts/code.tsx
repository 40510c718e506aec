import { useQuery } from '@tanstack/react-query';
import { Fragment, type ReactNode } from 'react';
import { tokenLines, type TokenLine } from './highlight.ts';

const LINES_MAX = 500;

/** Lines of code with their tokens; plain until the grammar has loaded, plain for good above 500 lines. */
export function useTokens(code: string, language: string | undefined): readonly TokenLine[] {
  const lines = code.split('\n');
  const { data } = useQuery({
    queryKey: ['tokens', language, code],
    enabled: language !== undefined && lines.length <= LINES_MAX,
    staleTime: Infinity,
    gcTime: 60_000,
    queryFn: async () => {
      const { highlight } = await import('./lowlight.ts');
      return tokenLines(highlight(code, language ?? ''));
    },
  });
  return data ?? lines.map((text) => [{ text, kind: undefined }]);
}

export function CodeLine({ line }: { line: TokenLine | undefined }): ReactNode {
  return (line ?? []).map(({ text, kind }, i) =>
    kind === undefined ? (
      <Fragment key={i}>{text}</Fragment>
    ) : (
      <span key={i} className={`code-${kind}`}>
        {text}
      </span>
    ),
  );
}

export function Code({ code, language }: { code: string; language: string | undefined }) {
  const lines = useTokens(code, language);
  return (
    <pre className="code" tabIndex={0}>
      {lines.map((line, i) => (
        <Fragment key={i}>
          <CodeLine line={line} />
          {'\n'}
        </Fragment>
      ))}
    </pre>
  );
}
