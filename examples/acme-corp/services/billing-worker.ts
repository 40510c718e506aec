import { healthRoutes, withSpan } from '@garrison/node';
import express from 'express';
import { address, announce } from '../service-process.ts';
import { actFor } from './act-for.ts';
import { consumeInvoices, type Invoice } from './invoice-queue.ts';

class EmptyInvoiceError extends Error {
  override readonly name = 'EmptyInvoiceError';
}

/** A free order still makes an invoice, and an invoice of nothing cannot be booked. */
function book(invoice: Invoice): void {
  actFor(invoice.user);
  if (invoice.amount <= 0) throw new EmptyInvoiceError(`an invoice needs a positive amount, not ${invoice.amount}`);
}

consumeInvoices((invoice) => withSpan('billing.book', 'book invoice', async () => book(invoice)));

const app = express();
healthRoutes(app);
const { port, host } = address();
app.listen(port, host, announce);
