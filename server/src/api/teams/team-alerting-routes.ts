import { CHANNEL_KINDS, checkWorkingHours, type WorkingHours } from '@garrison/topology';
import { Type, type Static } from 'typebox';
import { findTeamAlerting } from '../../query/index.ts';
import { edits } from '../../store/index.ts';
import { teamOf } from '../auth/guard.ts';
import type { ApiDeps } from '../deps.ts';
import type { ApiApp } from '../http/api-app.ts';
import { FieldError } from '../http/api-error.ts';
import { Nullable, TeamParams } from '../http/schema.ts';

const Hours = Type.Object({
  timeZone: Type.String({ maxLength: 100 }),
  days: Type.Optional(Type.Array(Type.Integer())),
  from: Type.Optional(Type.String()),
  to: Type.Optional(Type.String()),
});
const TeamAlerting = Type.Object({
  /** When the team works; null: Monday to Friday, 9 to 17 UTC. */
  hours: Nullable(Hours),
  /** Where its alerts go, by kind of channel, such as `{"slack": "#payments"}`. */
  channels: Type.Record(Type.String(), Type.String({ minLength: 1, maxLength: 200 })),
});

export function teamAlertingRoutes(app: ApiApp, deps: ApiDeps): void {
  const path = '/api/garrison/teams/:org/:team/alerting/';
  app.get(
    path,
    {
      config: { access: { scope: 'team:read' } },
      schema: { params: TeamParams, response: { 200: TeamAlerting } },
    },
    async (request): Promise<Static<typeof TeamAlerting>> => {
      const row = await findTeamAlerting(deps.db, teamOf(request).id);
      const hours = row?.hours ?? null;
      return {
        hours: hours === null ? null : (JSON.parse(hours) as Static<typeof Hours>),
        channels: JSON.parse(row?.channels ?? '{}') as Record<string, string>,
      };
    },
  );
  app.put(
    path,
    {
      config: { access: { scope: 'team:write' } },
      schema: { params: TeamParams, body: TeamAlerting, response: { 200: TeamAlerting } },
    },
    async (request) => {
      const { hours, channels } = request.body;
      const faults = hours === null ? [] : checkWorkingHours('hours', hours as WorkingHours);
      const unknown = Object.keys(channels).filter((via) => !(CHANNEL_KINDS as readonly string[]).includes(via));
      if (faults.length > 0 || unknown.length > 0) {
        throw new FieldError({
          ...(faults.length > 0 ? { hours: faults } : {}),
          ...(unknown.length > 0
            ? {
                channels: [
                  `alerts cannot be sent by “${unknown.join(', ')}”: expected one of ${CHANNEL_KINDS.join(', ')}`,
                ],
              }
            : {}),
        });
      }
      await edits.setTeamAlerting(deps.db, teamOf(request).id, {
        hours: hours === null ? null : JSON.stringify(hours),
        channels: JSON.stringify(channels),
      });
      return request.body;
    },
  );
}
