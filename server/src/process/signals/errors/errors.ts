import { createHash } from 'node:crypto';
import { OUTCOME_REASONS, type SentryEvent } from '@garrison/protocol';
import { culpritOf } from '../../culprit.ts';
import type { GroupingResult } from '../../grouping/index.ts';
import { addErrors, normalizeEvent } from '../../normalize/index.ts';
import type { GroupedEvent, NormalizedEvent, ProjectRules } from '../../stages.ts';
import { sourceFilesOf, symbolicateEvent } from '../../symbolicate/symbolicate-event.ts';
import { titleOf } from '../../title.ts';
import { ACCEPTED, endingsOf, refused, unreadable } from '../endings.ts';
import type { ProjectContext, Signal } from '../signal.ts';
import { feedbackReport, reportedEvents } from '../user-reports/user-report.ts';
import { cspEvent } from './csp-event.ts';
import { toRows } from './event-rows.ts';

/** Errors, messages, user feedback and reports of browsers: each is an event of an issue. */
export const errors: Signal = {
  name: 'errors',
  items: ['event', 'feedback', 'raw_security'],
  uniqueIn: 'events',
  needs: (item) => [...reportedEvents(item), ...sourceFilesOf(item)],
  process(received, context, loaded) {
    const item = received.type === 'raw_security' ? cspEvent(received) : received;
    if (item === undefined) return unreadable(received);
    if (item === null) return refused(received, OUTCOME_REASONS.unsupportedReport);
    const { scrubber, scrubIps, pii } = context.rules;
    const event = normalizeEvent(item, { scrubber, scrubIps, pii, idSeed: context.idSeed });
    if (event === undefined) return unreadable(received);
    symbolicateEvent(event, item.projectId, loaded);
    const grouping = decide(group(event, context.rules), context);
    const grouped = withTitle({ item, event, grouping });
    const { row, sighting } = toRows(grouped);
    const report = feedbackReport(grouped, loaded);
    return {
      rows: { events: [row], payloads: [row] },
      sighting: { ...sighting, owners: context.rules.findOwners(event) },
      relational: report === undefined ? [] : [{ kind: 'user_report', row: report }],
      endings: endingsOf(received, ACCEPTED, event.type === 'feedback' ? 'feedback' : received.type),
      eventId: event.event_id,
    };
  },
};

/**
 * The event keeps which version grouped it, and what grouping has to remark. Each piece of feedback is an issue of its own, since
 * two people rarely write the same.
 */
function group(event: SentryEvent, rules: ProjectRules): GroupingResult {
  if (event.type !== 'feedback') {
    const grouping = rules.grouping.group(event);
    event.grouping_config = { id: grouping.configId };
    addErrors(
      event,
      'grouping_config',
      (grouping.remarks ?? []).map(({ kind, reason }) => [kind, { reason }]),
    );
    return grouping;
  }
  return { configId: 'feedback', hashes: [md5(`feedback:${event.event_id}`)], secondaryHashes: [] };
}

/** An event that was counted under a hash is stored under it, even when the present rules give another one. */
function decide(grouping: GroupingResult, { decidedHash }: ProjectContext): GroupingResult {
  return decidedHash === undefined ? grouping : { ...grouping, hashes: [decidedHash] };
}

function withTitle(event: NormalizedEvent & { readonly grouping: GroupingResult }): GroupedEvent {
  const { title, metadata } = titleOf(event.event, event.grouping);
  const culprit =
    event.event.type === 'feedback' ? 'user_feedback' : culpritOf(event.event, event.grouping.mainExceptionId);
  return { ...event, title, culprit, metadata };
}

function md5(text: string): string {
  return createHash('md5').update(text).digest('hex');
}
