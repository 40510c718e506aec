import './project-settings.css';
import { Button } from '@mantine/core';
import { IconCheck, IconChevronDown } from '@tabler/icons-react';
import { useState } from 'react';
import type { Project, ProjectKey } from '../../data/shapes.ts';
import { Code } from '../../parts/code.tsx';
import { CopyButton } from '../../parts/copy-button.tsx';
import { MenuButton } from '../../parts/menu/menu-button.tsx';
import { Panel } from '../../parts/panel.tsx';
import { When } from '../../parts/when.tsx';
import { type Snippet, SNIPPETS, snippetFor } from './snippets.ts';

export function Dsn({ value }: { value: string }) {
  return (
    <div className="dsn">
      <code className="dsn-text">{value}</code>
      <CopyButton text={() => value} label="Copy the DSN" />
    </div>
  );
}

function Steps({ snippet, dsn }: { snippet: Snippet; dsn: string }) {
  return (
    <ol className="steps">
      {snippet.steps.map(({ title, language, code }) => (
        <li key={title}>
          <div className="step-head">
            <h3>{title}</h3>
            <CopyButton text={() => code(dsn)} label={`Copy: ${title}`} />
          </div>
          <Code code={code(dsn)} language={language} />
        </li>
      ))}
    </ol>
  );
}

function SnippetMenu({ chosen, choose }: { chosen: Snippet; choose: (snippet: Snippet) => void }) {
  return (
    <MenuButton
      button={<Button rightSection={<IconChevronDown size={14} />}>{chosen.label}</Button>}
      entries={SNIPPETS.map((snippet) => ({
        label: snippet.label,
        right: snippet === chosen ? <IconCheck size={14} /> : null,
        run: () => choose(snippet),
      }))}
    />
  );
}

/** The DSN, whether an event has arrived, and the lines to paste. */
export function ConnectPanel({ project, keys }: { project: Project; keys: readonly ProjectKey[] }) {
  const [chosen, setChosen] = useState(() => snippetFor(project.platform ?? null));
  const key = keys.find(({ isActive }) => isActive);
  return (
    <Panel title="Connect" aside={<SnippetMenu chosen={chosen} choose={setChosen} />}>
      {key === undefined ? (
        <p>No key of this project is on, so nothing is accepted. Turn a key on in the settings of the project.</p>
      ) : (
        <>
          <Dsn value={key.dsn.public} />
          <p className="muted settings-line">
            {project.firstEvent === null ? (
              <span className="level level-warning">
                No event has arrived yet. This line changes by itself when the first one arrives.
              </span>
            ) : (
              <>
                Connected: the first event arrived <When at={project.firstEvent} />.
              </>
            )}
          </p>
          <Steps snippet={chosen} dsn={key.dsn.public} />
        </>
      )}
    </Panel>
  );
}
