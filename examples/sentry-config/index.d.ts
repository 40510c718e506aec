import type {
  Policy,
  SentryService as KitService,
  SentryServiceConfig as KitConfig,
  SentryStatus,
} from '@garrison/node';

export * from '@garrison/node';
export declare const policy: Policy;

/** The options of a service: all but the policy, which belongs to the organisation. */
export type SentryServiceConfig = Omit<KitConfig, 'policy'> & { readonly policy?: never };
export type SentryService = KitService;

export declare const initSentry: (config: SentryServiceConfig) => SentryStatus;
export declare const preload: (config?: Partial<SentryServiceConfig>) => Promise<SentryStatus>;
export declare const preloadSync: (config?: Partial<SentryServiceConfig>) => SentryStatus;
export declare const SentryService: { readonly getInstance: (config?: SentryServiceConfig) => SentryService };
