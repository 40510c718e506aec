/** A real service that a test started for itself. */
export interface Broker {
  readonly url: string;
  /** Stops the service and removes its data. */
  close(): Promise<void>;
}
