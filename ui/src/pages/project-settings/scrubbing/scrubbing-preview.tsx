import { Textarea } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useOrg } from '../../../app/filters.ts';
import { type ScrubbingOptions, scrubbingPreviewQuery, type ScrubbingPreview } from '../../../data/scrubbing.ts';
import { Code } from '../../../parts/code.tsx';
import { Problem } from '../../../parts/problem.tsx';
import { allRemarks } from '../../../parts/remarks.ts';
import { comparable, readSample, SAMPLE_TEXT } from './sample.ts';

const SETTLE_MS = 300;

interface PreviewState {
  readonly text: string;
  readonly setText: (text: string) => void;
  readonly sample: Readonly<Record<string, unknown>> | undefined;
  readonly errors: ScrubbingPreview['errors'];
  readonly stored: ScrubbingPreview['event'] | undefined;
  readonly failed: Error | null;
}

/** A sample event under the options as they are written, asked for when the person pauses. */
export function usePreview(project: string, options: ScrubbingOptions): PreviewState {
  const org = useOrg();
  const [text, setText] = useState(SAMPLE_TEXT);
  const sample = readSample(text);
  const [settledText] = useDebouncedValue(text, SETTLE_MS);
  const [settledOptions] = useDebouncedValue(JSON.stringify(options), SETTLE_MS);
  const event = readSample(settledText);
  const question = { options: JSON.parse(settledOptions) as ScrubbingOptions, event: event ?? {} };
  const { data, error } = useQuery({
    ...scrubbingPreviewQuery(org, project, question),
    enabled: event !== undefined,
  });
  return { text, setText, sample, errors: data?.errors ?? [], stored: data?.event, failed: error };
}

/** The sample as it is sent, and what would be stored of it. */
export function Preview({ text, setText, sample, stored, failed }: PreviewState) {
  const remarks = stored === undefined ? [] : allRemarks(stored['_meta'], stored);
  return (
    <div className="scrubbing-preview">
      <Textarea
        label="A sample event"
        description="Change it to try what you have."
        autosize
        minRows={6}
        maxRows={16}
        spellCheck={false}
        classNames={{ input: 'mono' }}
        value={text}
        error={sample === undefined ? 'This is not a JSON object' : undefined}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <h3>What would be stored</h3>
      {failed === null ? null : <Problem what="The preview could not be made" error={failed} />}
      {stored === undefined || sample === undefined ? null : (
        <div aria-live="polite">
          <Code code={comparable(stored, sample)} language="javascript" />
          <ul className="scrubbing-remarks">
            {remarks.map(({ path, text: remark }) => (
              <li key={`${path} ${remark}`}>
                {path}: {remark}
              </li>
            ))}
          </ul>
          {remarks.length === 0 ? <p className="muted">Nothing is hidden.</p> : null}
        </div>
      )}
    </div>
  );
}
