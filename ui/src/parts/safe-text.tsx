import { Fragment } from 'react';

/** Characters that change how text is shown without being seen: directions, zero width, control characters. */
const HIDDEN = /(?![\t\n\r])[\p{Cc}\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/u;
const PARTS = new RegExp(`(${HIDDEN.source})`, 'u');

/** The name of a character: `U+202E`. */
function codeOf(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

/** Text from outside, in its own direction. Characters that hide or turn text around are named in their place. */
export function SafeText({ text, className }: { text: string; className?: string | undefined }) {
  if (!HIDDEN.test(text)) return <bdi className={className}>{text}</bdi>;
  return (
    <bdi className={className}>
      {text.split(PARTS).map((part, i) =>
        i % 2 === 0 ? (
          <Fragment key={i}>{part}</Fragment>
        ) : (
          <span key={i} className="hidden-sign" title="A character that is not visible">
            {codeOf(part)}
          </span>
        ),
      )}
    </bdi>
  );
}
