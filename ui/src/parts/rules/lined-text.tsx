import { useId, useRef } from 'react';

const ROWS_MIN = 4;
const ROWS_MAX = 20;

/** Where a line and column, counted from 1, stand in the text. */
export function offsetOf(text: string, { line, column }: { line: number; column: number }): number {
  const before = text.split('\n').slice(0, line - 1);
  const start = before.reduce((sum, one) => sum + one.length + 1, 0);
  return Math.min(start + Math.max(column - 1, 0), text.length);
}

interface LineError {
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

interface LinedTextProps {
  readonly label: string;
  readonly description: string;
  readonly placeholder: string;
  readonly value: string;
  readonly errors: readonly LineError[];
  readonly onChange: (value: string) => void;
}

/** A text of one rule per line, with numbers that an error can be found by; a click on the error goes there. */
export function LinedText({ label, description, placeholder, value, errors, onChange }: LinedTextProps) {
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const numbers = useRef<HTMLDivElement>(null);
  const lines = value.split('\n').length;
  const wrong = new Set(errors.map(({ line }) => line));
  const goTo = (error: LineError) => {
    const at = offsetOf(value, error);
    field.current?.focus();
    field.current?.setSelectionRange(at, at);
  };
  return (
    <div className="lined-field">
      <label htmlFor={id}>{label}</label>
      <p id={`${id}-about`} className="muted">
        {description}
      </p>
      <div className="lined">
        <div className="lined-numbers" aria-hidden ref={numbers}>
          {Array.from({ length: lines }, (_, i) => (
            <div key={i} className={wrong.has(i + 1) ? 'lined-wrong' : undefined}>
              {i + 1}
            </div>
          ))}
        </div>
        <textarea
          id={id}
          ref={field}
          wrap="off"
          rows={Math.min(Math.max(lines + 1, ROWS_MIN), ROWS_MAX)}
          spellCheck={false}
          autoCapitalize="off"
          autoComplete="off"
          placeholder={placeholder}
          value={value}
          aria-invalid={errors.length > 0}
          aria-describedby={`${id}-about ${id}-errors`}
          onChange={(event) => onChange(event.currentTarget.value)}
          onScroll={(event) => numbers.current?.scrollTo({ top: event.currentTarget.scrollTop })}
        />
      </div>
      <ul id={`${id}-errors`} className="lined-errors" aria-live="polite">
        {errors.map((error) => (
          <li key={`${error.line}:${error.column}:${error.message}`}>
            <button type="button" onClick={() => goTo(error)}>
              Line {error.line}, column {error.column}: {error.message}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
