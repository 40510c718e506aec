// An ESM service; how it starts the kit is the suite's choice.
import { report } from './report.mjs';

const form = process.env.CONFORMANCE_FORM;
const config = { serviceName: 'shop-api', version: '1.2.3' };
const kit = async () => import('@garrison/node');

// A static import runs before anything else of the module, so this is what "import first" and "init after imports" come to.
if (form === 'first') (await kit()).initSentry(config);
const { default: express } = await import('express');
if (form === 'late') (await kit()).initSentry(config);

const { sentryErrorHandler, sentryRequestHandler, sentryStatus } = await kit();
const app = express();
app.use(sentryRequestHandler());
app.get('/orders/:id', (_request, _response, next) => next(new Error('no orders')));
app.use(sentryErrorHandler());
const server = app.listen(0, '127.0.0.1', () => report('port', server.address().port));
report(
  'problems',
  sentryStatus().problems.map((problem) => problem.code),
);
