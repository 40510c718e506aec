export { publishWithTrace, type PublishOptions, type TracedMessage } from './publish-with-trace.ts';
export { consumeWithTrace, type ReceivedMessage } from './consume-with-trace.ts';
export type { TraceMode } from './publish.ts';
export type { MessageMeta } from './consume.ts';
export type { HeaderSource } from './carrier.ts';
export type { Attributes, AttributeValue, MessageFacts } from './conventions.ts';
export { bullmqProcessor, bullmqQueue, type BullmqJob } from './adapters/bullmq.ts';
export { amqplibChannel, type AmqplibMessage, type AmqplibOptions } from './adapters/amqplib.ts';
export { kafkajsEachMessage, kafkajsProducer, type KafkajsEachMessagePayload } from './adapters/kafkajs.ts';
export {
  platformaticHandler,
  platformaticProducer,
  type PlatformaticMessage,
  type PlatformaticProducerOptions,
} from './adapters/platformatic-kafka.ts';
export { sqsHandler, sqsSend, type SqsInput, type SqsMessage, type SqsOptions } from './adapters/sqs.ts';
export { natsHandler, natsPublisher, type NatsMessage, type NatsOptions } from './adapters/nats.ts';
