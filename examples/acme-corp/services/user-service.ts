import { asyncHandler, healthRoutes, sentryErrorHandler, sentryRequestHandler, withSpan } from '@garrison/node';
import express from 'express';
import { address, announce } from '../service-process.ts';
import { actFor } from './act-for.ts';

interface User {
  readonly id: number;
  readonly name: string;
  readonly address?: { readonly street: string; readonly city: string };
}

class QueryTimeoutError extends Error {
  override readonly name = 'QueryTimeoutError';
}

/** Every thirteenth user signed up before addresses were asked for: that is the bug. */
async function findUser(id: number): Promise<User> {
  actFor(id);
  return withSpan('db.query', 'SELECT * FROM users WHERE id = $1', async () =>
    id % 13 === 0
      ? { id, name: `User ${id}` }
      : { id, name: `User ${id}`, address: { street: `${id} Main Street`, city: 'Springfield' } },
  );
}

async function findOrders(user: User): Promise<never> {
  return withSpan('db.query', 'SELECT * FROM orders WHERE user_id = $1', async () => {
    const cause = new QueryTimeoutError('canceling statement due to statement timeout (30000 ms)');
    throw new Error(`orders of a user could not be read`, { cause: Object.assign(cause, { userId: user.id }) });
  });
}

function formatAddress(user: User): string {
  return `${user.address!.street}, ${user.address!.city}`;
}

const app = express();
healthRoutes(app);
app.use(sentryRequestHandler());
app.get(
  '/users/:id',
  asyncHandler(async (request, response) => {
    response.json(await findUser(Number(request.params['id'])));
  }),
);
app.get(
  '/users/:id/address',
  asyncHandler(async (request, response) => {
    response.json({ address: formatAddress(await findUser(Number(request.params['id']))) });
  }),
);
app.get(
  '/users/:id/orders',
  asyncHandler(async (request, response) => {
    response.json(await findOrders(await findUser(Number(request.params['id']))));
  }),
);
app.use(sentryErrorHandler());

const { port, host } = address();
app.listen(port, host, announce);
