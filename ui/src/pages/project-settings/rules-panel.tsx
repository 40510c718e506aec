import { Button, Textarea } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useBlocker } from '@tanstack/react-router';
import { useState } from 'react';
import { useOrg } from '../../app/filters.ts';
import { useToasts } from '../../app/toasts.tsx';
import { type GroupingRules, type RuleError, ruleErrorsQuery } from '../../data/grouping.ts';
import { updateProject } from '../../data/projects.ts';
import type { ProjectDetail } from '../../data/shapes.ts';
import { Panel } from '../../parts/panel.tsx';

interface RulesFieldProps {
  readonly label: string;
  readonly description: string;
  readonly placeholder: string;
  readonly value: string;
  readonly errors: readonly RuleError[];
  readonly onChange: (value: string) => void;
}

function RulesField({ label, description, placeholder, value, errors, onChange }: RulesFieldProps) {
  return (
    <Textarea
      label={label}
      description={description}
      placeholder={placeholder}
      autosize
      minRows={4}
      maxRows={20}
      spellCheck={false}
      classNames={{ input: 'mono' }}
      value={value}
      error={
        errors.length === 0
          ? undefined
          : errors.map(({ line, column, message }) => `Line ${line}, column ${column}: ${message}`).join('\n')
      }
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

function useRuleErrors(rules: GroupingRules, dirty: boolean) {
  const [settled] = useDebouncedValue(rules, 300);
  const { data, error } = useQuery({ ...ruleErrorsQuery(settled), enabled: dirty });
  const of = (field: keyof GroupingRules) => (dirty ? (data ?? []).filter((one) => one.field === field) : []);
  return { of, failed: error, any: dirty && (data ?? []).length > 0 };
}

function useSave(project: ProjectDetail, rules: GroupingRules) {
  const org = useOrg();
  const client = useQueryClient();
  const toasts = useToasts();
  const [busy, setBusy] = useState(false);
  const save = async () => {
    setBusy(true);
    try {
      const { enhancements, fingerprintingRules } = rules;
      const saved = await updateProject(org, project.slug, {
        groupingEnhancements: enhancements,
        fingerprintingRules,
      });
      client.setQueryData(['project', org, project.slug], (before: ProjectDetail | undefined) => ({
        ...before,
        ...saved,
        groupingEnhancements: enhancements,
        fingerprintingRules,
      }));
      toasts.done('Saved the grouping rules; they hold for new events');
    } catch (error) {
      toasts.failed('The rules were not saved', error);
    } finally {
      setBusy(false);
    }
  };
  return { busy, save };
}

function RulesState({ version, dirty }: { version: string | null | undefined; dirty: boolean }) {
  return (
    <>
      {version ? <span className="muted">{version}</span> : null}
      {dirty ? <span className="chip level-warning">not saved</span> : null}
    </>
  );
}

/** Rules are checked while typing, saved on purpose, and not lost by leaving. */
export function RulesPanel({ project }: { project: ProjectDetail }) {
  const saved = {
    enhancements: project.groupingEnhancements ?? '',
    fingerprintingRules: project.fingerprintingRules ?? '',
  };
  const [rules, setRules] = useState<GroupingRules>(saved);
  const dirty = rules.enhancements !== saved.enhancements || rules.fingerprintingRules !== saved.fingerprintingRules;
  const errors = useRuleErrors(rules, dirty);
  const { busy, save } = useSave(project, rules);
  useBlocker({
    shouldBlockFn: () => dirty && !globalThis.confirm('The grouping rules are not saved. Leave anyway?'),
    enableBeforeUnload: dirty,
  });
  return (
    <Panel title="Grouping" id="grouping" aside={<RulesState version={project.groupingConfig} dirty={dirty} />}>
      <div className="rules">
        <RulesField
          label="Fingerprint rules"
          description="Which events belong together, decided before the stack trace is looked at. One rule per line; the first that matches holds."
          placeholder={
            'error.type:DatabaseUnavailable -> system-down\nmessage:"timeout *" path:**/clients/** -> timeout, {{ function }}'
          }
          value={rules.fingerprintingRules}
          errors={errors.of('fingerprintingRules')}
          onChange={(fingerprintingRules) => setRules({ ...rules, fingerprintingRules })}
        />
        <RulesField
          label="Stack trace rules"
          description="Which frames are in app, and which count for grouping. One rule per line; later ones change what earlier ones did."
          placeholder={'stack.abs_path:**/generated/** -app\nfamily:javascript stack.function:retry* -group'}
          value={rules.enhancements}
          errors={errors.of('enhancements')}
          onChange={(enhancements) => setRules({ ...rules, enhancements })}
        />
        {errors.failed === null ? null : (
          <p className="level level-warning">The rules cannot be checked now: {errors.failed.message}</p>
        )}
        <div className="row">
          <Button variant="filled" size="sm" disabled={!dirty || errors.any} loading={busy} onClick={() => void save()}>
            Save
          </Button>
          {dirty ? (
            <Button size="sm" onClick={() => setRules(saved)}>
              Discard the changes
            </Button>
          ) : null}
          <span className="muted">Issues that exist keep their events; new events follow the new rules.</span>
        </div>
      </div>
    </Panel>
  );
}
