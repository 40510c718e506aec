import { OUTCOME_REASONS } from '@garrison/protocol';

interface ReasonText {
  readonly text: string;
  /**
   * Where a person changes it, on the web app; null when there is nothing to change. For a setting of a project: the list of projects,
   * with the part of the project's page as the fragment.
   */
  readonly settingUrl: string | null;
}

type OwnReason = (typeof OUTCOME_REASONS)[keyof typeof OUTCOME_REASONS];

/** The server's own reasons. The type asks for a sentence for each of them. */
const OWN: Readonly<Record<OwnReason, string>> = {
  unsupported_item: 'This kind of data is recognised but not processed yet.',
  unknown_item: 'The SDK sent a kind of item that this server does not know.',
  invalid_json: 'The item was not valid JSON.',
  invalid_envelope: 'The envelope could not be read.',
  invalid_encoding: 'The body could not be decompressed.',
  too_large: 'The item was larger than its kind may be.',
  too_many_items: 'The envelope held more items than allowed.',
  duplicate: 'An event with the same id was already stored for this project.',
  duplicate_item: 'The envelope held a second item of a kind that may occur once.',
  key_quota: 'The rate limit of the client key was used up.',
  key_disabled: 'The client key is switched off.',
  wrong_project: 'The client key belongs to another project.',
  'discarded-hash': 'Someone deleted this issue and chose to discard its future events.',
  invalid_span: 'The span had no trace id or was no object, or its item held more spans than allowed.',
  invalid_log: 'The line of the log has no usable time or no text.',
  invalid_timestamp: 'The span had no usable time.',
  processing_error: 'Processing failed; the item is among the dead letters.',
  missing_event: 'The event that this item belongs to never arrived.',
  unsupported_report:
    'The browser sent a report of another kind than a Content-Security-Policy (Expect-CT, HPKP, a deprecation).',
  unsupported_minidump: 'Minidumps of native crashes are not supported.',
};
const KEYS: readonly OwnReason[] = ['key_quota', 'key_disabled', 'wrong_project'];

/** What SDKs say in client reports. Source: the specification of client reports. */
const CLIENT: Readonly<Record<string, string>> = {
  queue_overflow: 'The queue of the SDK was full.',
  cache_overflow: 'The offline cache of the SDK was full.',
  buffer_overflow: 'A buffer of the SDK was full.',
  ratelimit_backoff: 'Dropped by the SDK: rate limited.',
  network_error: 'The SDK could not reach the server.',
  sample_rate: 'The sample rate in the SDK left it out.',
  before_send: 'beforeSend or a similar hook of the service dropped it.',
  event_processor: 'An event processor of the service dropped it.',
  send_error: 'The server refused the request.',
  internal_sdk_error: 'The SDK failed while it prepared the item.',
  insufficient_data: 'Too little was recorded to be worth sending.',
  backpressure: 'The SDK sampled less because the service was under load.',
  ignored: 'A rule of the SDK, such as ignoreErrors, left it out.',
  invalid: 'The SDK found the item invalid.',
};

/** Inbound filters. Source: Sentry's ids of filters. */
const FILTERS: Readonly<Record<string, string>> = {
  'ip-address': 'The address of the sender is on the filter list.',
  'release-version': 'The release is on the filter list.',
  'error-message': 'The message is on the filter list.',
  'browser-extensions': 'The error came from a browser extension.',
  'legacy-browsers': 'The browser is on the list of old browsers.',
  localhost: 'It came from a developer’s own machine.',
  'web-crawlers': 'The page was opened by a crawler.',
  'filtered-transaction': 'It is a health check.',
  cors: 'The origin is not among the allowed domains.',
};

export function outcomeReasons(organizationSlug: string): Record<string, ReasonText> {
  const keysUrl = `/settings/${organizationSlug}/projects/#keys`;
  const lettersUrl = `/organizations/${organizationSlug}/stats/#dead-letters`;
  const own = Object.values(OUTCOME_REASONS).map((reason) => {
    const settingUrl = KEYS.includes(reason) ? keysUrl : reason === 'processing_error' ? lettersUrl : null;
    return [reason, { text: OWN[reason], settingUrl }] as const;
  });
  const others = Object.entries({ ...CLIENT, ...FILTERS }).map(
    ([reason, text]) => [reason, { text, settingUrl: null }] as const,
  );
  return Object.fromEntries<ReasonText>([...others, ...own]);
}
