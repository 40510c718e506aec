import { DEFAULT_TIERS } from '@garrison/topology';
import { organizationsWithoutTiers } from '../../query/index.ts';
import { edits } from '../../store/index.ts';
import type { ApiDeps } from '../deps.ts';
import { compileTier } from './compile-tier.ts';

/** What an organisation begins with. */
const FIRST_TIERS = { P1: DEFAULT_TIERS.P1, P3: DEFAULT_TIERS.P3 };

/** Gives every organisation that never set tiers the default ones. */
export async function ensureDefaultTiers({ db, now }: Pick<ApiDeps, 'db' | 'now'>): Promise<void> {
  for (const organizationId of await organizationsWithoutTiers(db)) {
    const tiers = Object.entries(FIRST_TIERS).map(([name, tier]) =>
      compileTier(name, tier, { organizationId, now: now() }),
    );
    await edits.setTiers(db, organizationId, tiers);
  }
}
