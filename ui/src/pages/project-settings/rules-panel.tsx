import { Button } from '@mantine/core';
import { useBlocker } from '@tanstack/react-router';
import { useState } from 'react';
import { useAsk } from '../../app/confirm.tsx';
import type { GroupingRules } from '../../data/grouping.ts';
import type { ProjectDetail } from '../../data/shapes.ts';
import { Panel } from '../../parts/panel.tsx';
import { Problem } from '../../parts/problem.tsx';
import { RulesEditor } from '../../parts/rules/rules-editor.tsx';
import { UNSAVED } from '../../parts/rules/unsaved.ts';
import { rulesOf, sameRules, useRuleCheck, useSaveRules } from '../../parts/rules/use-rules.ts';

function RulesState({ version, dirty }: { version: string; dirty: boolean }) {
  return (
    <>
      <span className="muted">{version}</span>
      {dirty ? <span className="chip level-warning">not saved</span> : null}
    </>
  );
}

/** Rules are checked while typing, saved on purpose, and not lost by leaving. */
export function RulesPanel({ project }: { project: ProjectDetail }) {
  const saved = rulesOf(project);
  const [rules, setRules] = useState<GroupingRules>(saved);
  const dirty = !sameRules(rules, saved);
  const check = useRuleCheck(rules);
  const { busy, error, save } = useSaveRules(project, rules);
  const ask = useAsk();
  useBlocker({
    shouldBlockFn: async () => dirty && !(await ask(UNSAVED)),
    enableBeforeUnload: dirty,
  });
  return (
    <Panel title="Grouping" id="grouping" aside={<RulesState version={project.groupingConfig} dirty={dirty} />}>
      <div className="rules">
        <RulesEditor rules={rules} check={check} onChange={setRules} />
        {error === undefined ? null : <Problem what="The rules were not saved" error={error} />}
        <div className="row">
          <Button variant="filled" size="sm" disabled={!dirty || check.any} loading={busy} onClick={() => void save()}>
            Save
          </Button>
          {dirty ? (
            <Button size="sm" onClick={() => setRules(saved)}>
              Discard the changes
            </Button>
          ) : null}
          <span className="muted">
            Issues that exist keep their events; new events follow the new rules. “Try other rules” on an issue shows
            what they would do to its events.
          </span>
        </div>
      </div>
    </Panel>
  );
}
