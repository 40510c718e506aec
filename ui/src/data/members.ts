import type { Answer } from '@garrison/api-client';
import { call, path } from './http.ts';
import type { Member, Team } from './shapes.ts';

export const ROLES = ['member', 'admin', 'manager', 'owner', 'billing'] as const;
export type Role = (typeof ROLES)[number];

export type AddedMember = Answer<'/api/garrison/organizations/{org}/members/', 'post'>;

export interface NewMember {
  readonly email: string;
  readonly name: string;
  readonly role: Role;
}

export function addMember(org: string, body: NewMember): Promise<AddedMember> {
  return call(path`/api/garrison/organizations/${org}/members/`, { method: 'POST', body });
}

export function setRole(org: string, member: string, role: Role): Promise<Member> {
  return call(path`/api/0/organizations/${org}/members/${member}/`, { method: 'PUT', body: { orgRole: role } });
}

export function removeMember(org: string, member: string): Promise<void> {
  return call(path`/api/0/organizations/${org}/members/${member}/`, { method: 'DELETE' });
}

export function createTeam(org: string, slug: string): Promise<Team> {
  return call(path`/api/0/organizations/${org}/teams/`, { method: 'POST', body: { slug, name: slug } });
}

export function deleteTeam(org: string, slug: string): Promise<void> {
  return call(path`/api/0/teams/${org}/${slug}/`, { method: 'DELETE' });
}

/** `member`: an id, or `me`. */
export function setTeamMember(org: string, team: string, change: { member: string; isIn: boolean }): Promise<Team> {
  return call(path`/api/0/organizations/${org}/members/${change.member}/teams/${team}/`, {
    method: change.isIn ? 'POST' : 'DELETE',
  });
}
