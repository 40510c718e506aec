import { Button, Checkbox } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { useAsk } from '../../app/confirm.tsx';
import type { Issue } from '../../data/shapes.ts';
import { countOf, type Matching, useIssueActions } from '../../parts/issue-actions/issue-actions.ts';
import { formatExact } from '../../parts/format.ts';
import { ArchiveMenu, AssignMenu, ResolveButton } from '../../parts/issue-actions/issue-menus.tsx';
import { MenuButton } from '../../parts/menu/menu-button.tsx';
import type { RowKeys } from './row-keys.ts';
import type { Selection } from './selection.ts';

interface BulkBarProps {
  readonly issues: readonly Issue[];
  readonly selection: Selection;
  readonly keys: RowKeys;
}

function More({ targets, matching }: { targets: readonly Issue[]; matching: Matching | undefined }) {
  const actions = useIssueActions(matching);
  const ask = useAsk();
  const projects = new Set(targets.map(({ project }) => project.id));
  const mergeable = matching === undefined && targets.length > 1 && projects.size === 1;
  const count = countOf(targets, matching);
  const remove = async () => {
    const yes = await ask({
      title: `Delete ${count}?`,
      text: 'All its events are deleted, too. This cannot be undone.',
      yes: `Delete ${count}`,
      no: 'Keep',
      danger: true,
    });
    if (yes) await actions.remove(targets);
  };
  return (
    <MenuButton
      button={
        <Button px={6} aria-label="More actions">
          <IconDots size={14} />
        </Button>
      }
      entries={[
        {
          label: mergeable ? 'Merge into one' : 'Merge (select two or more issues of one project)',
          run: mergeable ? () => void actions.merge(targets) : undefined,
        },
        { label: 'Delete…', danger: true, run: () => void remove() },
      ]}
    />
  );
}

/** The actions on what is selected, else on the issue with the focus. It covers the head of the list, so that no row moves. */
export function BulkBar({ issues, selection, keys }: BulkBarProps) {
  const { targets, menu, setMenu } = keys;
  const { matching } = selection;
  const all = issues.length > 0 && selection.ids.size === issues.length;
  const control = (name: 'assign' | 'archive') => ({
    opened: menu === name,
    onChange: (open: boolean) => setMenu(open ? name : undefined),
  });
  // Only for a selection or an open menu: focusing a row changes nothing that is shown.
  if (targets.length === 0 || (selection.ids.size === 0 && menu === undefined)) return null;
  return (
    <div className="bulk" role="toolbar" aria-label="Actions on issues">
      <Checkbox
        checked={all}
        indeterminate={!all && selection.ids.size > 0}
        onChange={() => selection.set(all ? [] : issues.map(({ id }) => id))}
        aria-label="Select all on this page"
      />
      <strong className="bulk-count" aria-live="polite">
        {matching !== undefined
          ? `All ${formatExact(matching.count)} matching`
          : selection.ids.size > 0
            ? `${selection.ids.size} selected`
            : countOf(targets)}
      </strong>
      {selection.more === undefined ? null : (
        <Button variant="subtle" onClick={selection.selectMatching}>
          Select all {formatExact(selection.more.count)} matching
        </Button>
      )}
      <ResolveButton issues={targets} matching={matching} />
      <AssignMenu issues={targets} matching={matching} {...control('assign')} />
      <ArchiveMenu issues={targets} matching={matching} {...control('archive')} />
      <More targets={targets} matching={matching} />
    </div>
  );
}
