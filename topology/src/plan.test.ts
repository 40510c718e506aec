import { describe, expect, it } from 'vitest';
import { defineOrganization } from './organization.ts';
import { planOrganization, type CurrentState } from './plan.ts';

const config = defineOrganization({
  slug: 'acme',
  teams: { payments: {}, frontend: { name: 'Front End' } },
  projects: { 'payment-api': { platform: 'node-express', teams: ['payments', 'frontend'] } },
});

describe('planOrganization', () => {
  it('creates teams before the projects that need them', () => {
    const plan = planOrganization(config, { teams: [], projects: [] });
    expect(plan.map((operation) => operation.summary)).toEqual([
      'create team payments',
      'create team frontend',
      'create project payment-api',
      'give team frontend project payment-api',
    ]);
  });

  it('has nothing to do once it is applied', () => {
    const current: CurrentState = {
      teams: [
        { slug: 'payments', name: 'payments' },
        { slug: 'frontend', name: 'Front End' },
      ],
      projects: [{ slug: 'payment-api', name: 'anything', platform: 'node-express', teams: ['frontend', 'payments'] }],
    };
    expect(planOrganization(config, current)).toEqual([]);
  });

  it('changes what differs and leaves alone what it does not name', () => {
    const current: CurrentState = {
      teams: [
        { slug: 'payments', name: 'payments' },
        { slug: 'frontend', name: 'old' },
        { slug: 'other', name: 'other' },
      ],
      projects: [{ slug: 'payment-api', name: 'payment-api', platform: 'node', teams: ['payments'] }],
    };
    expect(planOrganization(config, current).map(({ method, path, body }) => ({ method, path, body }))).toEqual([
      { method: 'PUT', path: '/teams/acme/frontend/', body: { name: 'Front End' } },
      { method: 'PUT', path: '/projects/acme/payment-api/', body: { platform: 'node-express' } },
      { method: 'POST', path: '/projects/acme/payment-api/teams/frontend/', body: undefined },
    ]);
  });
});

describe('defineOrganization', () => {
  it('names every problem at once', () => {
    expect(() =>
      defineOrganization({ slug: 'Acme Corp', teams: {}, projects: { api: { platform: 'node', teams: ['nobody'] } } }),
    ).toThrow(/“Acme Corp” is not a slug[\s\S]*project api names team nobody/);
  });
});
