import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useOrg } from '../../app/filters.ts';
import { useToasts } from '../../app/toasts.tsx';
import { type Alert, type AlertState, setAlertStatus } from '../../data/alerts.ts';
import { AppLink } from '../../parts/app-link.tsx';
import { useNow } from '../../parts/clock.tsx';
import { When } from '../../parts/when.tsx';
import { becauseWord, timeLeft } from './words.ts';

function Deadline({ alert }: { alert: Alert }) {
  const now = useNow();
  if (alert.resolvedAt !== null)
    return (
      <span>
        resolved <When at={alert.resolvedAt} /> by {alert.resolvedBy === 'server' ? 'the server' : alert.resolvedBy}
      </span>
    );
  if (alert.acknowledgedAt !== null)
    return (
      <span>
        {alert.acknowledgedBy} has it since <When at={alert.acknowledgedAt} />
      </span>
    );
  const { text, isOverdue } = timeLeft(alert, now.getTime());
  return <span className={isOverdue ? 'level level-error' : undefined}>{text}</span>;
}

function Acts({ alert }: { alert: Alert }) {
  const org = useOrg();
  const client = useQueryClient();
  const toasts = useToasts();
  const set = async (status: 'acknowledged' | 'resolved', done: string) => {
    try {
      await setAlertStatus(org, alert.id, status);
      await client.invalidateQueries({ queryKey: ['alerts', org] });
      toasts.done(done);
    } catch (error) {
      toasts.failed('The alert was not changed', error);
    }
  };
  if (alert.resolvedAt !== null) return null;
  return (
    <div className="alerts-acts">
      {alert.acknowledgedAt === null ? (
        <Button onClick={() => void set('acknowledged', 'You have it; it does not escalate.')}>I have it</Button>
      ) : null}
      <Button onClick={() => void set('resolved', 'Resolved; whoever was told of it is told that.')}>Resolve</Button>
    </div>
  );
}

export function AlertTable({ alerts, state }: { alerts: readonly Alert[]; state: AlertState }) {
  const org = useOrg();
  return (
    <div className="table-scroll" tabIndex={0} role="group" aria-label={`Alerts: ${state}`}>
      <table className="table table-cards">
        <thead>
          <tr>
            <th>Tier</th>
            <th>Alert</th>
            <th>Owner</th>
            <th>Fired</th>
            <th>{state === 'open' ? 'Time left' : 'State'}</th>
            <th aria-label="Actions" />
          </tr>
        </thead>
        <tbody>
          {alerts.map((alert) => (
            <tr key={alert.id}>
              <td>{alert.tier ?? '–'}</td>
              <td className="alerts-title">
                {alert.issueId === null || alert.shortId === null ? (
                  alert.title
                ) : (
                  <AppLink href={`/organizations/${org}/issues/${alert.issueId}`}>{alert.title}</AppLink>
                )}
                <div className="faint">
                  {[becauseWord(alert.because), alert.project, alert.environment, alert.release]
                    .filter((text) => text !== null && text !== '')
                    .join(' · ')}
                </div>
              </td>
              <td>{alert.ownerName ?? 'nobody'}</td>
              <td>
                <When at={alert.firedAt} />
              </td>
              <td>
                <Deadline alert={alert} />
              </td>
              <td>
                <Acts alert={alert} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
