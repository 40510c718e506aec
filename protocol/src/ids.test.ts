import { expect, test } from 'vitest';
import type { IssueId, ProjectId } from './index.ts';

const projectNamed = (id: ProjectId): string => `project ${id}`;

test('the id of an issue is refused where the id of a project is expected', () => {
  const project: ProjectId = 1;
  const issue: IssueId = 2;
  expect(projectNamed(project)).toBe('project 1');
  // @ts-expect-error: held by the type check, not at run time
  expect(projectNamed(issue)).toBe('project 2');
});
