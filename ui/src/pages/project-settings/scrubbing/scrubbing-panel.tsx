import { Button, Switch, Textarea } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useBlocker } from '@tanstack/react-router';
import { useState } from 'react';
import { useAsk } from '../../../app/confirm.tsx';
import { useOrg } from '../../../app/filters.ts';
import { projectQuery, updateProject } from '../../../data/projects.ts';
import { type ScrubbingOptions, scrubbingOf } from '../../../data/scrubbing.ts';
import type { ProjectDetail } from '../../../data/shapes.ts';
import { Panel } from '../../../parts/panel.tsx';
import { LinedText } from '../../../parts/rules/lined-text.tsx';
import { useChange } from '../../organization-settings/use-change.ts';
import { Preview, usePreview } from './scrubbing-preview.tsx';

const SWITCHES = [
  { name: 'dataScrubber', label: 'Hide sensitive data before events are stored' },
  { name: 'dataScrubberDefaults', label: 'Hide what is usually secret: passwords, tokens, keys, card numbers' },
  { name: 'scrubIPAddresses', label: 'Remove IP addresses' },
] as const;

const FIELDS = [
  {
    name: 'sensitiveFields',
    label: 'Also hide the values of these fields',
    description: 'One name per line. Every field whose name contains it is hidden.',
    placeholder: 'customer_note',
  },
  {
    name: 'safeFields',
    label: 'Never hide the values of these fields',
    description: 'One name per line.',
    placeholder: 'order_token',
  },
] as const;

interface FieldsProps {
  readonly options: ScrubbingOptions;
  readonly set: (change: Partial<ScrubbingOptions>) => void;
}

/** Lines as a person types them: blank ones count only while typing. */
function lines(text: string): readonly string[] {
  return text === '' ? [] : text.split('\n');
}

function Fields({ options, set }: FieldsProps) {
  return (
    <>
      {SWITCHES.map(({ name, label }) => (
        <Switch
          key={name}
          label={label}
          checked={options[name]}
          onChange={(event) => set({ [name]: event.currentTarget.checked })}
        />
      ))}
      {FIELDS.map(({ name, label, description, placeholder }) => (
        <Textarea
          key={name}
          label={label}
          description={description}
          placeholder={placeholder}
          autosize
          minRows={2}
          maxRows={10}
          spellCheck={false}
          value={options[name].join('\n')}
          onChange={(event) => set({ [name]: lines(event.currentTarget.value) })}
        />
      ))}
    </>
  );
}

function cleaned(options: ScrubbingOptions): ScrubbingOptions {
  const names = (list: readonly string[]) => list.map((name) => name.trim()).filter((name) => name !== '');
  return { ...options, sensitiveFields: names(options.sensitiveFields), safeFields: names(options.safeFields) };
}

function same(one: ScrubbingOptions, other: ScrubbingOptions): boolean {
  return JSON.stringify(cleaned(one)) === JSON.stringify(cleaned(other));
}

/** What a person has written of the options, and saving it. Leaving with unsaved changes asks first. */
function useDraft(project: ProjectDetail) {
  const org = useOrg();
  const ask = useAsk();
  const client = useQueryClient();
  const saved = scrubbingOf(project);
  const [options, setOptions] = useState(saved);
  const dirty = !same(options, saved);
  const change = useChange([['project', org, project.slug]]);
  useBlocker({
    shouldBlockFn: async () =>
      dirty &&
      !(await ask({
        title: 'Leave without saving?',
        text: 'The data scrubbing was changed and not saved.',
        yes: 'Leave',
        no: 'Stay',
      })),
    enableBeforeUnload: dirty,
  });
  const save = async () => {
    const updated = await change.run(() => updateProject(org, project.slug, cleaned(options)), {
      failed: 'The data scrubbing was not saved',
      done: `Saved the data scrubbing of ${project.slug}; it applies to new events`,
    });
    if (updated === undefined) return;
    client.setQueryData(projectQuery(org, project.slug).queryKey, updated);
    setOptions(scrubbingOf(updated));
  };
  const set = (next: Partial<ScrubbingOptions>) => setOptions({ ...options, ...next });
  return { options, set, dirty, save, busy: change.busy, fields: change.fields, discard: () => setOptions(saved) };
}

/** What is hidden before events are stored. Every change is tried on a sample event before it is saved. */
export function ScrubbingPanel({ project }: { project: ProjectDetail }) {
  const { options, set, dirty, save, busy, fields, discard } = useDraft(project);
  const preview = usePreview(project.slug, cleaned(options));
  return (
    <Panel
      title="Data scrubbing"
      id="scrubbing"
      aside={dirty ? <span className="chip level-warning">not saved</span> : null}
    >
      <div className="scrubbing">
        <div className="scrubbing-edit">
          <Fields options={options} set={set} />
          <LinedText
            label="Advanced rules"
            description="Sentry's JSON of rules and where they apply. Leave it empty for none."
            placeholder={'{"applications": {"$string": ["@email:mask"]}}'}
            value={options.relayPiiConfig}
            errors={preview.errors}
            onChange={(relayPiiConfig) => set({ relayPiiConfig })}
          />
          {Object.values(fields).map((text) => (
            <p key={text} className="level level-error">
              {text}
            </p>
          ))}
          <div className="row">
            <Button
              variant="filled"
              size="sm"
              disabled={!dirty || preview.errors.length > 0}
              loading={busy}
              onClick={() => void save()}
            >
              Save
            </Button>
            {dirty ? (
              <Button size="sm" onClick={discard}>
                Discard the changes
              </Button>
            ) : null}
          </div>
        </div>
        <Preview {...preview} />
      </div>
    </Panel>
  );
}
