import { Modal, Switch } from '@mantine/core';
import { Fragment, useState } from 'react';
import { useFocusBack } from '../parts/focus-back.ts';
import { type Command, useCommandList } from './commands.tsx';
import { keyLabel, keysOff, setKeysOff } from './keys.ts';

/** Per group, what can be done and by which keys; `j` and `↓` share a line. */
function grouped(commands: readonly Command[]): Map<string, Map<string, string[]>> {
  const groups = new Map<string, Map<string, string[]>>();
  for (const { group, label, key } of commands) {
    if (key === undefined) continue;
    const rows = groups.get(group) ?? new Map<string, string[]>();
    rows.set(label, [...(rows.get(label) ?? []), key]);
    groups.set(group, rows);
  }
  return groups;
}

function KeyNames({ keys }: { keys: readonly string[] }) {
  return keys.map((key, i) => (
    <Fragment key={key}>
      {i === 0 ? null : <span className="faint">or</span>}
      {keyLabel(key)
        .split(' ')
        .map((press, at) => (
          <kbd key={at}>{press}</kbd>
        ))}
    </Fragment>
  ));
}

/** `?`: the keys of this page, and the switch that turns single keys off. */
export function KeySheet({ close }: { close: () => void }) {
  const commands = useCommandList();
  const [off, setOff] = useState(keysOff);
  useFocusBack();
  return (
    <Modal opened onClose={close} title="Keys" size="lg">
      <div className="keys">
        {[...grouped(commands)].map(([group, rows]) => (
          <section key={group}>
            <h3>{group}</h3>
            <dl>
              {[...rows].map(([label, keys]) => (
                <div key={label} className="keys-row">
                  <dt>
                    <KeyNames keys={keys} />
                  </dt>
                  <dd>{label}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <Switch
        label="Single keys on (turn off if they get in the way of speech input)"
        checked={!off}
        onChange={(event) => {
          setKeysOff(!event.currentTarget.checked);
          setOff(!event.currentTarget.checked);
        }}
      />
    </Modal>
  );
}
