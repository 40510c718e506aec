import { Type, type Static } from 'typebox';
import { AppError } from '../../errors.ts';
import { listDeliveries, listMessages, readMessage, type ShownAlert } from '../../query/index.ts';
import { edits, type AlertedThing, type OutboxMessage } from '../../store/index.ts';
import { organizationOf } from '../auth/guard.ts';
import type { ApiDeps } from '../deps.ts';
import type { ApiApp } from '../http/api-app.ts';
import { isoDate } from '../http/dates.ts';
import { byId, PageQuery, positionPageOf, setPositionLink } from '../http/paging.ts';
import { NullableInteger, NullableString, OrganizationParams } from '../http/schema.ts';

const PATH = '/api/garrison/organizations/:org/messages/';
const OneParams = Type.Object({ ...OrganizationParams.properties, message: Type.Integer() });
const Message = Type.Object({
  id: Type.String(),
  kind: Type.String(),
  via: Type.String(),
  target: Type.String(),
  /** `waiting`, `sending`, `sent`, `failed`, `unsure`, or `kept`: no channel is set up for it. */
  state: Type.String(),
  /** Why it is in this state. */
  note: NullableString,
  alertCount: Type.Integer(),
  /** The first ten. */
  alerts: Type.Array(
    Type.Object({ id: Type.String(), tier: NullableString, title: Type.String(), project: Type.String() }),
  ),
  dateCreated: Type.String(),
  nextTryAt: NullableString,
  deliveries: Type.Array(
    Type.Object({ at: Type.String(), outcome: Type.String(), status: NullableInteger, answer: Type.String() }),
  ),
});

/** What was and will be sent: also what could not be, and what has no channel yet. */
export function messageRoutes(app: ApiApp, deps: ApiDeps): void {
  app.get(
    PATH,
    {
      config: { access: { scope: 'alerts:read' } },
      schema: {
        params: OrganizationParams,
        querystring: Type.Object({ alert: Type.Optional(Type.Integer()), ...PageQuery }),
        response: { 200: Type.Array(Message) },
      },
    },
    async (request, reply) => {
      const page = positionPageOf(request.query, 50);
      const { id } = organizationOf(request);
      const result = await listMessages(deps.db, id, { page, alertId: request.query.alert });
      setPositionLink(request, reply, { page, result, publicUrl: deps.publicUrl, position: byId });
      const deliveries = await listDeliveries(
        deps.db,
        result.rows.map((row) => row.id),
      );
      return Promise.all(
        result.rows.map(async (row) => {
          const told = await readMessage(deps.db, row);
          const tries = deliveries.filter((delivery) => delivery.outbox_id === row.id);
          return messageView(row, told?.alerts ?? [], tries);
        }),
      );
    },
  );
  app.post(
    `${PATH}:message/send/`,
    {
      config: { access: { scope: 'alerts:write' } },
      schema: {
        params: OneParams,
        response: { 202: Type.Object({ state: Type.String() }) },
      },
    },
    async (request, reply) => {
      const { id } = organizationOf(request);
      const isSent = await edits.resendMessage(deps.db, { id: request.params.message, organizationId: id }, deps.now());
      if (!isSent) throw new AppError('not_found');
      deps.alerting.wake();
      return reply.status(202).send({ state: 'waiting' });
    },
  );
}

function messageView(
  row: OutboxMessage,
  alerts: readonly ShownAlert[],
  tries: Awaited<ReturnType<typeof listDeliveries>>,
): Static<typeof Message> {
  return {
    id: String(row.id),
    kind: row.kind,
    via: row.via,
    target: row.target,
    state: row.state,
    note: row.note,
    alertCount: row.alert_count,
    alerts: alerts.map(({ alert, project }) => ({
      id: String(alert.id),
      tier: alert.tier,
      // Written when it fired.
      title: (JSON.parse(alert.what) as AlertedThing).title,
      project,
    })),
    dateCreated: isoDate(row.created_at),
    nextTryAt: row.state === 'waiting' ? isoDate(row.next_try_at) : null,
    deliveries: tries.map(({ at, outcome, status, answer }) => ({ at: isoDate(at), outcome, status, answer })),
  };
}
