import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useToasts } from '../../app/toasts.tsx';
import { ApiError } from '../../data/http.ts';

export interface Change {
  readonly busy: boolean;
  /** What was wrong, per field of the form. */
  readonly fields: Readonly<Record<string, string>>;
  /** Runs a change, then loads again the data under `keys`. Undefined when it failed, which the person was told. */
  readonly run: <T>(
    act: () => Promise<T>,
    words: { readonly failed: string; readonly done?: string },
  ) => Promise<T | undefined>;
}

/** A change of settings: one at a time, with errors beside their fields where the server names them. */
export function useChange(keys: readonly (readonly unknown[])[]): Change {
  const client = useQueryClient();
  const toasts = useToasts();
  const [busy, setBusy] = useState(false);
  const [fields, setFields] = useState<Readonly<Record<string, string>>>({});
  return {
    busy,
    fields,
    async run(act, { failed, done }) {
      setBusy(true);
      setFields({});
      try {
        const result = await act();
        await Promise.all(keys.map((queryKey) => client.invalidateQueries({ queryKey })));
        if (done !== undefined) toasts.done(done);
        return result;
      } catch (error) {
        if (error instanceof ApiError && Object.keys(error.fields).length > 0) setFields(error.fields);
        else toasts.failed(failed, error);
        return undefined;
      } finally {
        setBusy(false);
      }
    },
  };
}
