import { join } from 'node:path';
import type { Alerting } from './api/index.ts';
import { readIssueChanges } from './alert/index.ts';
import { createChangeStores, escalateDue } from './alert-stores.ts';
import type { Config } from './config.ts';
import { type Channel, createChannels, createNotifier, testMessage } from './notify/index.ts';
import { connectionOf, createNotifyStores } from './notify-stores.ts';
import {
  createHostCheck,
  createOutbound,
  createSecretBox,
  type Lifecycle,
  loadSecretKey,
  type Logger,
  type SecretBox,
} from './platform/index.ts';
import { edits, type SqliteThreads } from './store/index.ts';

export interface AlertRoom {
  readonly alerting: Alerting;
  /** The change feed may have grown, or a message may be due. */
  wake(): void;
}

interface Deps {
  readonly config: Config;
  readonly db: SqliteThreads['db'];
  readonly publicUrl: string;
  readonly now: () => number;
  readonly lifecycle: Lifecycle;
  readonly logger: Logger;
  /** Alerts or messages have changed. */
  onChanged(): void;
}

const LOOK_INTERVAL_MS = 1000;

/** Evaluates new changes, escalates alerts that are not acknowledged, and sends messages, in this order: after every change and every second. */
export async function startAlerts(deps: Deps): Promise<AlertRoom> {
  const { config, db, publicUrl, now, lifecycle, logger } = deps;
  const key = config.secretKey?.reveal();
  const secrets = createSecretBox(
    key === undefined ? await loadSecretKey(join(config.dataDirectory, 'secret.key')) : Buffer.from(key, 'hex'),
  );
  const guard = { allowPrivate: config.allowPrivateTargets };
  const channels = createChannels({ outbound: createOutbound(guard), allowedHost: createHostCheck(guard), now });
  const repeatable = channels.filter(({ isRepeatable }) => isRepeatable).map(({ via }) => via);
  const unsure = await edits.recoverMessages(db, { now: now(), repeatable });
  if (unsure > 0)
    logger.warn({ messages: unsure }, 'messages were being sent when the server ended; they may have arrived');

  const notifier = createNotifier({ stores: createNotifyStores({ db, secrets, publicUrl, now }), channels, now });
  const changes = createChangeStores(db, now);
  const evaluate = loop(async () => {
    const effects = await readIssueChanges(changes);
    const escalated = await escalateDue(db, now());
    return effects + escalated > 0;
  }, deps);
  const send = loop(async () => (await notifier.sendDue()) > 0, deps);
  const wake = (): void => {
    void evaluate.run().then((isNew) => (isNew ? send.run() : undefined));
    void send.run();
  };
  const timer = setInterval(wake, LOOK_INTERVAL_MS).unref();
  lifecycle.onClose(async () => {
    clearInterval(timer);
    await evaluate.close();
    await send.close();
  });
  wake();
  return {
    wake,
    alerting: {
      wake,
      channels,
      seal: (secret) => secrets.seal(JSON.stringify(secret)),
      test: testOf(channels, deps, secrets),
    },
  };
}

function testOf(channels: readonly Channel[], { publicUrl, now }: Deps, secrets: SecretBox): Alerting['test'] {
  return async (integration, target) => {
    const channel = channels.find(({ via }) => via === integration.provider);
    if (channel === undefined)
      return { outcome: 'failed', status: null, answer: `${integration.provider} is not known here` };
    return channel.send({
      message: testMessage({ publicUrl, now: now() }),
      connection: connectionOf(integration, secrets),
      target,
    });
  };
}

interface Loop {
  /** Runs once more after the run that is going on. True: something was done. */
  run(): Promise<boolean>;
  close(): Promise<void>;
}

/** One run at a time; a failure is logged, the next run tries again. */
function loop(step: () => Promise<boolean>, { logger, onChanged }: Pick<Deps, 'logger' | 'onChanged'>): Loop {
  let running: Promise<boolean> | undefined;
  let isWanted = false;
  let isClosed = false;
  const runAll = async (): Promise<boolean> => {
    let isNew = false;
    do {
      isWanted = false;
      try {
        if (await step()) isNew = true;
      } catch (error) {
        logger.error({ err: error }, 'alerts could not be evaluated or sent; it is tried again');
        break;
      }
    } while (isWanted && !isClosed);
    running = undefined;
    if (isNew) onChanged();
    return isNew;
  };
  return {
    run() {
      if (isClosed) return Promise.resolve(false);
      if (running !== undefined) isWanted = true;
      return (running ??= runAll());
    },
    async close() {
      isClosed = true;
      await running;
    },
  };
}
