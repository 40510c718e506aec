import { Modal, Switch } from '@mantine/core';
import { useState } from 'react';
import { type Command, useCommandList } from './commands.tsx';
import { keyLabel, keysOff, setKeysOff } from './keys.ts';

function grouped(commands: readonly Command[]): Map<string, Command[]> {
  const groups = new Map<string, Command[]>();
  for (const command of commands) {
    if (command.key === undefined) continue;
    groups.set(command.group, [...(groups.get(command.group) ?? []), command]);
  }
  return groups;
}

/** `?`: the keys of this page, and the switch that turns single keys off. */
export function KeySheet({ close }: { close: () => void }) {
  const commands = useCommandList();
  const [off, setOff] = useState(keysOff);
  return (
    <Modal opened onClose={close} title="Keys" size="lg">
      <div className="keys">
        {[...grouped(commands)].map(([group, list]) => (
          <section key={group}>
            <h3>{group}</h3>
            <dl>
              {list.map(({ id, key = '', label }) => (
                <div key={id} className="keys-row">
                  <dt>
                    {keyLabel(key)
                      .split(' ')
                      .map((press, i) => (
                        <kbd key={i}>{press}</kbd>
                      ))}
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
