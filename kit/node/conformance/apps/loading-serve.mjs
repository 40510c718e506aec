import { sentryErrorHandler, sentryRequestHandler, sentryStatus } from '@garrison/node';
import { report } from './report.mjs';

/** The same ESM service for every way of starting the kit. */
export function serve(express) {
  const app = express();
  app.use(sentryRequestHandler());
  app.get('/orders/:id', (_request, _response, next) => next(new Error('no orders')));
  app.use(sentryErrorHandler());
  const server = app.listen(0, '127.0.0.1', () => report('port', server.address().port));
  report(
    'problems',
    sentryStatus().problems.map((problem) => problem.code),
  );
}
