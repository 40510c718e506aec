import { describe, expect, it } from 'vitest';
import { type ActionTarget, groupReversals, reverseChange } from './issue-actions.ts';

const issue = (id: string, more: Partial<ActionTarget> = {}): ActionTarget => ({
  id,
  shortId: `API-${id}`,
  status: 'unresolved',
  substatus: 'ongoing',
  statusDetails: {},
  project: { id: '1', slug: 'api', name: 'api', platform: 'node' },
  assignedTo: null,
  ...more,
});

describe('the way back', () => {
  it('restores status and details', () => {
    const archived = issue('1', {
      status: 'ignored',
      substatus: 'archived_until_condition_met',
      statusDetails: { ignoreCount: 100 },
    });
    expect(reverseChange(archived, { status: 'resolved' })).toEqual({
      status: 'ignored',
      substatus: 'archived_until_condition_met',
      statusDetails: { ignoreCount: 100 },
    });
  });

  it('restores what is left of an archive time', () => {
    const archived = issue('1', {
      status: 'ignored',
      substatus: 'archived_until_condition_met',
      statusDetails: { ignoreUntil: '2026-11-25T00:00:00Z' },
    });
    const now = Date.parse('2026-11-24T23:00:00Z');
    expect(reverseChange(archived, { status: 'resolved' }, now).statusDetails).toEqual({
      ignoreDuration: 60,
    });
  });

  it('restores the assignee, also nobody', () => {
    const owned = issue('1', { assignedTo: { type: 'team', id: '7', name: 'payments' } });
    expect(reverseChange(owned, { assignedTo: '' })).toEqual({ assignedTo: 'team:7' });
    expect(reverseChange(issue('1'), { assignedTo: 'user:1' })).toEqual({ assignedTo: '' });
  });

  it('goes back in as few requests as there were states', () => {
    const issues = [issue('1'), issue('2', { status: 'resolved', substatus: null }), issue('3')];
    expect(groupReversals(issues, { status: 'ignored' }).map(([ids]) => ids)).toEqual([['1', '3'], ['2']]);
  });
});
