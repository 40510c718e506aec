export { defaultPolicy, strictPolicy, type Policy, type PolicyOverride } from '@garrison/policy';
export {
  asyncHandler,
  sentryErrorHandler,
  sentryRequestHandler,
  type ExpressErrorHandler,
  type ExpressErrorOptions,
  type ExpressHandler,
} from './http/express.ts';
export { sentryFastify } from './http/fastify.ts';
export { healthRoutes, type HealthOptions } from './http/health-routes.ts';
export { initSentry } from './init-sentry.ts';
export type { Problem } from './kit-state.ts';
export { preload } from './preload.ts';
export {
  amqplibChannel,
  bullmqProcessor,
  bullmqQueue,
  consumeWithTrace,
  kafkajsEachMessage,
  kafkajsProducer,
  natsHandler,
  natsPublisher,
  platformaticHandler,
  platformaticProducer,
  publishWithTrace,
  sqsHandler,
  sqsSend,
  type MessageMeta,
  type PublishOptions,
  type TracedMessage,
} from './queue/index.ts';
export { SentryService, type CaptureDetails } from './sentry-service.ts';
export type { SentryServiceConfig } from './service-config.ts';
export { onShutdown } from './shutdown.ts';
export { sentryStatus, type SentryStatus } from './status.ts';
export { withSpan, type SpanAttributes } from './with-span.ts';
