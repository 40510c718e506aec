import { useQuery } from '@tanstack/react-query';
import { LongText } from './value.tsx';

/** Notes that people wrote, as Markdown. Until the parser is loaded, and when it is not, the text as it was written. */
export function Markdown({ text }: { text: string }) {
  const html = useQuery({
    queryKey: ['markdown', text],
    staleTime: Infinity,
    gcTime: 60_000,
    retry: false,
    queryFn: async () => (await import('./markdown-html.ts')).markdownHtml(text),
  }).data;
  if (html === undefined) return <LongText text={text} className="note-plain" />;
  // Safe: the parser drops raw HTML and addresses of other protocols; markdown-html.test.ts holds that.
  return <div className="markdown" dangerouslySetInnerHTML={{ __html: html }} />;
}
