import type { Policy, SentryServiceConfig, SentryStatus } from '@garrison/node';

export * from '@garrison/node';
export declare const policy: Policy;
export declare const initSentry: (config: Omit<SentryServiceConfig, 'policy'>) => SentryStatus;
