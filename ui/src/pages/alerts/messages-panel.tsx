import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useOrg } from '../../app/filters.ts';
import { useToasts } from '../../app/toasts.tsx';
import { type AlertMessage, messagesQuery, sendAgain } from '../../data/alerts.ts';
import { Panel } from '../../parts/panel.tsx';
import { Problem } from '../../parts/problem.tsx';
import { When } from '../../parts/when.tsx';
import { messageTitle, stateWord } from './words.ts';

const SENDABLE = new Set(['failed', 'unsure', 'kept']);

function State({ message }: { message: AlertMessage }) {
  return (
    <>
      <span className={message.state === 'failed' ? 'level level-error' : undefined}>{stateWord(message.state)}</span>
      {message.nextTryAt === null ? null : (
        <>
          {' '}
          <When at={message.nextTryAt} />
        </>
      )}
      {message.note === null ? null : <div className="faint">{message.note}</div>}
    </>
  );
}

function Row({ message }: { message: AlertMessage }) {
  const org = useOrg();
  const client = useQueryClient();
  const toasts = useToasts();
  const send = async () => {
    try {
      await sendAgain(org, message.id);
      await client.invalidateQueries({ queryKey: ['alert-messages', org] });
      toasts.done('It is sent now.');
    } catch (error) {
      toasts.failed('The message was not sent', error);
    }
  };
  return (
    <tr>
      <td>
        <When at={message.dateCreated} />
      </td>
      <td>
        {message.via} {message.target}
      </td>
      <td className="alerts-title">{messageTitle(message)}</td>
      <td>
        <State message={message} />
      </td>
      <td>{SENDABLE.has(message.state) ? <Button onClick={() => void send()}>Send</Button> : null}</td>
    </tr>
  );
}

/** The local inbox: what was sent, what will be, and what would have been if a channel were set up. */
export function MessagesPanel() {
  const org = useOrg();
  const messages = useQuery(messagesQuery(org));
  if (messages.isError) return <Problem what="The messages could not be loaded" error={messages.error} />;
  if (messages.data === undefined || messages.data.items.length === 0) return null;
  const more = messages.data.next === undefined ? '' : ' (the newest)';
  return (
    <Panel title={`Messages · ${messages.data.items.length}${more}`} id="messages" flush>
      <div className="table-scroll" tabIndex={0} role="group" aria-label="Messages">
        <table className="table table-cards">
          <thead>
            <tr>
              <th>When</th>
              <th>To</th>
              <th>Message</th>
              <th>State</th>
              <th aria-label="Actions" />
            </tr>
          </thead>
          <tbody>
            {messages.data.items.map((message) => (
              <Row key={message.id} message={message} />
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}
