import { Button } from '@mantine/core';
import { IconChevronDown, IconCopy } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useCommands } from '../../app/commands.tsx';
import { useOrg } from '../../app/filters.ts';
import { useToasts } from '../../app/toasts.tsx';
import { sameTraceQuery } from '../../data/traces.ts';
import type { EventDetail, IssueDetail } from '../../data/shapes.ts';
import { copyText } from '../../parts/copy.ts';
import { MenuButton } from '../../parts/menu/menu-button.tsx';
import { issueMarkdown } from './markdown.ts';
import { traceIdOf } from './trace-of.ts';

function useCopies(issue: IssueDetail, event: EventDetail | undefined) {
  const toasts = useToasts();
  const org = useOrg();
  const client = useQueryClient();
  const copy = (what: string, text: () => string) => () => {
    copyText(text()).then(
      () => toasts.done(`Copied ${what}`),
      (error: unknown) => toasts.failed('Nothing was copied', error),
    );
  };
  const link = () => location.href;
  // The panel has asked for it already; the clipboard is written in the same click, so nothing is waited for.
  const traceOf = (of: EventDetail) =>
    client.getQueryData(sameTraceQuery(org, traceIdOf(of) ?? '', of.eventID).queryKey);
  return [
    { id: 'copy-text', label: 'Title', key: 'c c', run: copy('the title', () => `${issue.shortId} ${issue.title}`) },
    {
      id: 'copy-markdown',
      label: 'Markdown',
      key: 'c m',
      run: event && copy('as Markdown', () => issueMarkdown({ issue, event, trace: traceOf(event) }, link())),
    },
    {
      id: 'copy-json',
      label: 'JSON of the event',
      key: 'c j',
      run: event && copy('the event as JSON', () => JSON.stringify(event, null, 2)),
    },
    { id: 'copy-link', label: 'Link', key: 'c l', run: copy('the link', link) },
  ];
}

export function CopyMenu({ issue, event }: { issue: IssueDetail; event: EventDetail | undefined }) {
  const copies = useCopies(issue, event);
  useCommands(
    copies.map(({ id, label, key, run }) => ({
      id,
      label: `Copy: ${label}`,
      group: 'Issue',
      key,
      run: () => run?.(),
    })),
  );
  return (
    <MenuButton
      button={
        <Button leftSection={<IconCopy size={14} />} rightSection={<IconChevronDown size={14} />}>
          Copy
        </Button>
      }
      entries={copies.map(({ label, key, run }) => ({ label, run, right: <kbd>{key}</kbd> }))}
    />
  );
}
