import { CloseButton, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useId, useRef, useState } from 'react';
import { useCommands } from '../../app/commands.tsx';
import { useOrg, usePageSearch, useSetSearch } from '../../app/filters.ts';
import { tagKeysQuery } from '../../data/organization.ts';
import { DEFAULT_QUERY } from '../../parts/issue-actions/list-params.ts';
import { complete, suggestions } from './complete.ts';

function useSuggestions(text: string, open: boolean) {
  const org = useOrg();
  const tags = useQuery({ ...tagKeysQuery(org), enabled: open }).data;
  return open
    ? suggestions(
        text,
        (tags ?? []).map(({ key }) => key),
      )
    : [];
}

/** A new query in the URL is a new box: what was half typed is gone, and the keys of the list work again. */
export function SearchBox() {
  const current = usePageSearch().query ?? DEFAULT_QUERY;
  return <SearchInput key={current} current={current} />;
}

/** Enter searches, Tab or the arrows take a completion, `/` comes here. */
function SearchInput({ current }: { current: string }) {
  const setSearch = useSetSearch();
  const [text, setText] = useState(current);
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(-1);
  const input = useRef<HTMLInputElement>(null);
  const listId = useId();
  const found = useSuggestions(text, open);
  useCommands([{ id: 'search', label: 'Search', group: 'List', key: '/', run: () => input.current?.focus() }]);
  const submit = (value: string) => {
    setOpen(false);
    setSearch({ query: value.trim() === DEFAULT_QUERY ? undefined : value.trim() });
  };
  const type = (value: string) => {
    setText(value);
    setOpen(true);
    setAt(-1);
  };
  const take = (choice: string) => {
    setText(complete(text, choice));
    setAt(-1);
    input.current?.focus();
  };
  const onKeyDown = (event: React.KeyboardEvent) => {
    const leave = () => (found.length > 0 ? setOpen(false) : input.current?.blur());
    if (handleKey(event.key, { found, at, move: setAt, take, leave })) event.preventDefault();
  };
  return (
    <form
      className="search"
      role="search"
      onSubmit={(event) => {
        event.preventDefault();
        submit(text);
      }}
    >
      <TextInput
        ref={input}
        aria-label="Search issues"
        placeholder="is:unresolved level:error release:latest or words"
        value={text}
        spellCheck={false}
        autoComplete="off"
        leftSection={<IconSearch size={16} />}
        rightSection={
          text === '' ? null : <CloseButton size="sm" aria-label="Clear the search" onClick={() => submit('')} />
        }
        role="combobox"
        aria-expanded={found.length > 0}
        aria-controls={listId}
        aria-activedescendant={at >= 0 ? `${listId}-${at}` : undefined}
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onChange={(event) => type(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <Completions id={listId} choices={found} at={at} onTake={take} />
    </form>
  );
}

interface KeyActions {
  readonly found: readonly string[];
  readonly at: number;
  readonly move: (at: number) => void;
  readonly take: (choice: string) => void;
  readonly leave: () => void;
}

/** True when the key was ours. */
function handleKey(key: string, { found, at, move, take, leave }: KeyActions): boolean {
  const choice = found[at];
  if (key === 'ArrowDown' && found.length > 0) move((at + 1) % found.length);
  else if (key === 'ArrowUp' && found.length > 0) move((at + found.length - 1) % found.length);
  else if ((key === 'Tab' || key === 'Enter') && choice !== undefined) take(choice);
  else if (key === 'Escape') leave();
  else return false;
  return true;
}

interface CompletionsProps {
  readonly id: string;
  readonly choices: readonly string[];
  /** The one that Enter takes; -1 for none. */
  readonly at: number;
  readonly onTake: (choice: string) => void;
}

function Completions({ id, choices, at, onTake }: CompletionsProps) {
  return (
    <div id={id} role="listbox" aria-label="Completions" className="completions" hidden={choices.length === 0}>
      {choices.map((choice, i) => (
        <div
          key={choice}
          id={`${id}-${i}`}
          role="option"
          tabIndex={-1}
          aria-selected={i === at}
          className="completion"
          // Before the blur of the input closes the list.
          onMouseDown={(event) => {
            event.preventDefault();
            onTake(choice);
          }}
        >
          {choice}
        </div>
      ))}
    </div>
  );
}
