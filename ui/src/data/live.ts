import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { basePath } from './base-path.ts';
import { path, queryString } from './http.ts';

export interface LiveChange {
  /** `seen`: events were counted, nothing else happened. */
  readonly kind:
    | 'new'
    | 'regressed'
    | 'reopened'
    | 'resolved'
    | 'archived'
    | 'assigned'
    | 'merged'
    | 'deleted'
    | 'unmerged'
    | 'seen';
  readonly issueId: string;
}

/** `connecting`: for the first time. `paused`: the tab is hidden or the reader paused it. */
export type LiveState = 'connecting' | 'live' | 'reconnecting' | 'paused' | 'offline';

export interface LiveOptions {
  readonly org: string;
  readonly project: readonly string[];
  readonly environment: readonly string[];
  readonly paused: boolean;
  /** Changes as they come; undefined after a gap, when anything may have changed. */
  readonly onChanges: (changes: readonly LiveChange[] | undefined) => void;
}

interface Connection {
  readonly url: string;
  readonly onState: (state: LiveState) => void;
  readonly onChanges: LiveOptions['onChanges'];
}

const RETRY_MS = 5000;

/** The browser resumes a broken stream with the last id by itself; after a refusal (a restart, a 401) it gives up, so we try again. */
function connect({ url, onState, onChanges }: Connection): () => void {
  let opened = false;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let source: EventSource;
  const open = () => {
    source = new EventSource(url);
    source.addEventListener('open', () => {
      onState('live');
      if (opened) onChanges(undefined);
      opened = true;
    });
    source.addEventListener('error', () => {
      onState(navigator.onLine ? 'reconnecting' : 'offline');
      if (source.readyState === EventSource.CLOSED) retry = setTimeout(open, RETRY_MS);
    });
    source.addEventListener('issues', (event) => {
      const { changes } = JSON.parse(event.data) as { changes: readonly LiveChange[] };
      onChanges(changes);
    });
  };
  onState('connecting');
  open();
  return () => {
    clearTimeout(retry);
    source.close();
  };
}

/** The stream itself does not notice a lost network for minutes; the browser does. */
function useOnline(): boolean {
  const [online, setOnline] = useState(() => navigator.onLine);
  useEffect(() => {
    const update = () => setOnline(navigator.onLine);
    addEventListener('online', update);
    addEventListener('offline', update);
    return () => {
      removeEventListener('online', update);
      removeEventListener('offline', update);
    };
  }, []);
  return online;
}

function useVisible(): boolean {
  const [visible, setVisible] = useState(() => document.visibilityState === 'visible');
  useEffect(() => {
    const update = () => setVisible(document.visibilityState === 'visible');
    document.addEventListener('visibilitychange', update);
    return () => document.removeEventListener('visibilitychange', update);
  }, []);
  return visible;
}

/**
 * Issue changes of an organisation under the list's own filter. A hidden tab closes its stream, so a browser holds as many
 * connections as it shows tabs (HTTP/1.1 allows six per host), and tells its list on return that there was a gap.
 */
export function useLive({ org, project, environment, paused, onChanges }: LiveOptions): LiveState {
  const [state, setState] = useState<LiveState>('connecting');
  const wasPaused = useRef(false);
  const visible = useVisible();
  const online = useOnline();
  const active = visible && online && !paused;
  const url = basePath + path`/api/garrison/organizations/${org}/live/` + queryString({ project, environment });
  const tell = useEffectEvent(onChanges);
  useEffect(() => {
    if (!active) {
      wasPaused.current = true;
      return;
    }
    if (wasPaused.current) tell(undefined);
    wasPaused.current = false;
    return connect({ url, onState: setState, onChanges: (changes) => tell(changes) });
  }, [active, url]);
  if (active) return state;
  return online ? 'paused' : 'offline';
}
