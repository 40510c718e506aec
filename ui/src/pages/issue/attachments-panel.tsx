import { useQuery } from '@tanstack/react-query';
import { attachmentsQuery, attachmentUrl, type EventAddress } from '../../data/events.ts';
import { formatBytes } from '../../parts/format.ts';
import { Panel } from '../../parts/panel.tsx';
import { Problem } from '../../parts/problem.tsx';

export function AttachmentsPanel({ address }: { address: EventAddress }) {
  const { data, error } = useQuery(attachmentsQuery(address));
  if (error !== null) return <Problem what="The attachments could not be loaded" error={error} />;
  if (data === undefined || data.length === 0) return null;
  return (
    <Panel title={`Attachments · ${data.length}`}>
      <ul className="attachments">
        {data.map(({ id, name, size, mimetype }) => (
          <li key={id}>
            <a href={attachmentUrl(address, id)} download={name}>
              {name}
            </a>{' '}
            <span className="muted">
              {formatBytes(size)}
              {mimetype ? ` · ${mimetype}` : ''}
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
