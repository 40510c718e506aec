// A CommonJS service; how it starts the kit is the suite's choice.
const form = process.env.CONFORMANCE_FORM;
const config = { serviceName: 'shop-api', version: '1.2.3' };
const report = (name, value) => process.send?.({ name, value });

if (form === 'first') require('@garrison/node').initSentry(config);
const express = require('express');
if (form === 'late') require('@garrison/node').initSentry(config);

const { sentryErrorHandler, sentryRequestHandler, sentryStatus } = require('@garrison/node');
const app = express();
app.use(sentryRequestHandler());
app.get('/orders/:id', (_request, _response, next) => next(new Error('no orders')));
app.use(sentryErrorHandler());
const server = app.listen(0, '127.0.0.1', () => report('port', server.address().port));
report(
  'problems',
  sentryStatus().problems.map((problem) => problem.code),
);
