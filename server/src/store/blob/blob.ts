/** Bytes under a key that we chose ourselves (never a name from outside): attachments, later bundles, replays, profiles. */
export interface BlobStore {
  /** Durable when resolved. Writing the same key again replaces it. */
  put(key: string, bytes: Uint8Array): Promise<void>;
  get(key: string): Promise<Uint8Array | undefined>;
  delete(key: string): Promise<void>;
}
