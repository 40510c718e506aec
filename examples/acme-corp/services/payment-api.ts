import { asyncHandler, healthRoutes, sentryErrorHandler, sentryRequestHandler, withSpan } from '@garrison/node';
import express from 'express';
import { address, announce } from '../service-process.ts';
import { actFor } from './act-for.ts';
import { createPublisher, type Invoice } from './invoice-queue.ts';

const publish = createPublisher();

/** `Intl` refuses a currency that does not exist; the gateway passes on whatever the shop page sent. */
function describeCharge({ amount, currency }: Invoice): string {
  return new Intl.NumberFormat('en', { style: 'currency', currency }).format(amount / 100);
}

async function charge(invoice: Invoice): Promise<string> {
  return withSpan('payment.charge', 'charge card', async () => describeCharge(invoice));
}

const app = express();
healthRoutes(app);
app.use(express.json());
app.use(sentryRequestHandler());
app.post(
  '/charges',
  asyncHandler(async (request, response) => {
    const invoice = request.body as Invoice;
    actFor(invoice.user);
    const charged = await charge(invoice);
    await publish(invoice);
    response.status(201).json({ charged });
  }),
);
app.use(sentryErrorHandler());

const { port, host } = address();
app.listen(port, host, announce);
