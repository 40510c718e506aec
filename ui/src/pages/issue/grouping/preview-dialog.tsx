import './preview.css';
import { Button, Modal } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useAsk } from '../../../app/confirm.tsx';
import { useOrg } from '../../../app/filters.ts';
import { type GroupingRules, groupingPreviewQuery } from '../../../data/grouping.ts';
import { projectQuery } from '../../../data/projects.ts';
import type { ProjectDetail } from '../../../data/shapes.ts';
import { useFocusBack } from '../../../parts/focus-back.ts';
import { useNarrow } from '../../../parts/narrow.ts';
import { Problem } from '../../../parts/problem.tsx';
import { RulesEditor } from '../../../parts/rules/rules-editor.tsx';
import { UNSAVED } from '../../../parts/rules/unsaved.ts';
import { type RuleCheck, rulesOf, sameRules, useRuleCheck, useSaveRules } from '../../../parts/rules/use-rules.ts';
import { Waiting } from '../../../parts/waiting.tsx';
import { PreviewBar, PreviewRows } from './preview-picture.tsx';

interface ResultProps {
  readonly issueId: string;
  readonly check: RuleCheck;
  readonly changed: boolean;
}

/** The picture first: how the events group now, how they would; then each group. */
function Result({ issueId, check, changed }: ResultProps) {
  const org = useOrg();
  const now = useQuery(groupingPreviewQuery(org, issueId));
  const then = useQuery({
    ...groupingPreviewQuery(org, issueId, check.settled),
    enabled: changed,
    placeholderData: keepPreviousData,
  });
  const error = now.error ?? then.error;
  if (error !== null) return <Problem what="The preview could not be made" error={error} />;
  if (now.data === undefined) return <Waiting rows={6} height={32} what="the preview" />;
  if (now.data.eventCount === 0) return <p className="muted">No event of this issue is stored any more.</p>;
  const shown = (changed ? then.data : undefined) ?? now.data;
  return (
    <div className={then.isPlaceholderData || then.isLoading ? 'issues-dimmed' : undefined} aria-live="polite">
      <p className="muted">
        The last {now.data.eventCount} {now.data.eventCount === 1 ? 'event' : 'events'} of this issue:
      </p>
      <PreviewBar title="With the saved rules" preview={now.data} issueId={issueId} />
      {changed ? (
        <PreviewBar title="With the rules as written here" preview={shown} issueId={issueId} />
      ) : (
        <p>Change a rule to see what it would do.</p>
      )}
      {check.any ? <p className="level level-warning">Lines with errors are left out of the preview.</p> : null}
      <PreviewRows preview={shown} issueId={issueId} />
    </div>
  );
}

interface EditProps {
  readonly project: ProjectDetail;
  readonly issueId: string;
  readonly draft: GroupingRules | undefined;
  readonly setDraft: (draft: GroupingRules | null) => void;
}

function Edit({ project, issueId, draft, setDraft }: EditProps) {
  const saved = rulesOf(project);
  const rules = draft ?? saved;
  const changed = !sameRules(rules, saved);
  const check = useRuleCheck(rules);
  const { busy, error, save } = useSaveRules(project, rules);
  return (
    <div className="preview">
      <div className="preview-edit">
        <RulesEditor rules={rules} check={check} onChange={setDraft} />
        {error === undefined ? null : <Problem what="The rules were not saved" error={error} />}
        <div className="row">
          <Button variant="filled" disabled={!changed || check.any} loading={busy} onClick={() => void save()}>
            Save to {project.slug}
          </Button>
          {changed ? <Button onClick={() => setDraft(null)}>Back to the saved rules</Button> : null}
        </div>
        <p className="muted">
          Saved rules apply to new events of the whole project. Events that are stored stay where they are.
        </p>
      </div>
      <div className="preview-result">
        <Result issueId={issueId} check={check} changed={changed && !sameRules(check.settled, saved)} />
      </div>
    </div>
  );
}

function withAdded(project: ProjectDetail, added: string): GroupingRules | undefined {
  if (added === '') return undefined;
  const rules = rulesOf(project);
  return { ...rules, fingerprintingRules: [added, rules.fingerprintingRules].filter(Boolean).join('\n') };
}

interface DialogProps {
  readonly project: string;
  readonly issueId: string;
  /** Rules to try first, in front of the saved fingerprint rules; empty for none. */
  readonly added: string;
  readonly close: () => void;
}

/** Edit the rules of the project and see what they would make of this issue's events. */
export function PreviewDialog({ project: slug, issueId, added, close }: DialogProps) {
  const org = useOrg();
  const narrow = useNarrow();
  const project = useQuery(projectQuery(org, slug));
  // Null: back to the saved rules.
  const [edited, setDraft] = useState<GroupingRules | null>();
  const draft =
    edited === undefined && project.data !== undefined ? withAdded(project.data, added) : (edited ?? undefined);
  const ask = useAsk();
  useFocusBack();
  const leave = async () => {
    const dirty = draft !== undefined && project.data !== undefined && !sameRules(draft, rulesOf(project.data));
    if (!dirty || (await ask(UNSAVED))) close();
  };
  return (
    <Modal opened onClose={() => void leave()} title="Try other grouping rules" size={1120} fullScreen={narrow}>
      {project.isError ? <Problem what="The rules could not be loaded" error={project.error} /> : null}
      {project.data === undefined ? null : (
        <Edit project={project.data} issueId={issueId} draft={draft} setDraft={setDraft} />
      )}
    </Modal>
  );
}
