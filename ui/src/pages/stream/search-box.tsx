import { CloseButton, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useId, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { useCommands } from '../../app/commands.tsx';
import { useOrg, usePageSearch, useSetSearch } from '../../app/filters.ts';
import { ApiError } from '../../data/http.ts';
import { resolveId } from '../../data/issues.ts';
import { focusBack } from '../../parts/focus-back.ts';
import { formatCount } from '../../parts/format.ts';
import { DEFAULT_QUERY } from '../../parts/issue-actions/list-params.ts';
import { complete, type Completion, isId, wordAt } from './complete.ts';
import { useCompletions } from './use-completions.ts';

/** Another query in the URL starts a new box: what was half typed is gone. */
export function SearchBox() {
  const current = usePageSearch().query ?? DEFAULT_QUERY;
  return <SearchInput key={current} current={current} />;
}

/** Searches, or opens the issue when the whole text is its short id or the id of an event, or the trace of this id. */
function useSubmit(): (text: string) => Promise<void> {
  const org = useOrg();
  const navigate = useNavigate();
  const setSearch = useSetSearch();
  return async (text) => {
    const query = text.trim();
    if (isId(query)) {
      const found = await resolveId(org, query).catch((error: unknown) => {
        // Not an id after all, or the search will say what is wrong.
        if (!(error instanceof ApiError)) throw error;
        return undefined;
      });
      if (found !== undefined && 'traceId' in found) {
        await navigate({ to: '/organizations/$org/traces/trace/$traceId/', params: { org, traceId: found.traceId } });
        return;
      }
      if (found !== undefined) {
        await navigate({ to: '/organizations/$org/issues/$issueId/', params: { org, issueId: found.issueId } });
        return;
      }
    }
    setSearch({ query: query === DEFAULT_QUERY ? undefined : query });
  };
}

function useSearchText(current: string) {
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(current);
  const [caret, setCaret] = useState(current.length);
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(-1);
  const word = wordAt(text, caret);
  const found = useCompletions(word, open);
  const type = (value: string, position: number) => {
    setText(value);
    setCaret(position);
    setOpen(true);
    setAt(-1);
  };
  const take = ({ insert }: Completion) => {
    const done = complete(text, word, insert);
    // At once, so that the caret can be put where typing goes on.
    flushSync(() => type(done.text, done.caret));
    input.current?.focus();
    input.current?.setSelectionRange(done.caret, done.caret);
  };
  return { input, text, type, setCaret, open, setOpen, at, setAt, found, take };
}

/** Enter searches, Tab or the arrows take a completion, `/` comes here. */
function SearchInput({ current }: { current: string }) {
  const submit = useSubmit();
  const { input, text, type, setCaret, open, setOpen, at, setAt, found, take } = useSearchText(current);
  const listId = useId();
  const isOpen = open && found.length > 0;
  const goTo = () => {
    input.current?.focus();
    input.current?.setSelectionRange(text.length, text.length);
  };
  useCommands([{ id: 'search', label: 'Search', group: 'List', key: '/', run: goTo }]);
  const onKeyDown = (event: React.KeyboardEvent) => {
    const leave = () => (isOpen ? setOpen(false) : focusBack(null));
    if (handleKey(event.key, { found: isOpen ? found : [], at, move: setAt, take, leave })) event.preventDefault();
  };
  return (
    <form
      className="search"
      role="search"
      onSubmit={(event) => {
        event.preventDefault();
        setOpen(false);
        // So that the keys of the list work at once.
        focusBack(null);
        void submit(text);
      }}
    >
      <TextInput
        ref={input}
        aria-label="Search issues"
        placeholder="is:unresolved level:error, words, or an id"
        value={text}
        spellCheck={false}
        autoComplete="off"
        autoCapitalize="off"
        leftSection={<IconSearch size={16} />}
        rightSection={
          text === '' ? null : <CloseButton size="sm" aria-label="Clear the search" onClick={() => void submit('')} />
        }
        role="combobox"
        aria-expanded={isOpen}
        aria-controls={listId}
        aria-activedescendant={at >= 0 ? `${listId}-${at}` : undefined}
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onSelect={(event) => setCaret(event.currentTarget.selectionStart ?? text.length)}
        onChange={(event) => type(event.currentTarget.value, event.currentTarget.selectionStart ?? 0)}
        onKeyDown={onKeyDown}
      />
      <Completions id={listId} choices={isOpen ? found : []} at={at} onTake={take} />
    </form>
  );
}

interface KeyActions {
  readonly found: readonly Completion[];
  readonly at: number;
  readonly move: (at: number) => void;
  readonly take: (choice: Completion) => void;
  readonly leave: () => void;
}

/** True when the key was used here. */
function handleKey(key: string, { found, at, move, take, leave }: KeyActions): boolean {
  const choice = found[at];
  if (key === 'ArrowDown' && found.length > 0) move((at + 1) % found.length);
  else if (key === 'ArrowUp' && found.length > 0) move((at + found.length - (at < 0 ? 0 : 1)) % found.length);
  else if ((key === 'Tab' || key === 'Enter') && choice !== undefined) take(choice);
  else if (key === 'Escape') leave();
  else return false;
  return true;
}

interface CompletionsProps {
  readonly id: string;
  readonly choices: readonly Completion[];
  /** The one that Enter takes; -1 for none. */
  readonly at: number;
  readonly onTake: (choice: Completion) => void;
}

function Completions({ id, choices, at, onTake }: CompletionsProps) {
  return (
    <div id={id} role="listbox" aria-label="Completions" className="completions" hidden={choices.length === 0}>
      {choices.map((choice, i) => (
        <div
          key={choice.insert}
          id={`${id}-${i}`}
          role="option"
          tabIndex={-1}
          aria-selected={i === at}
          className="completion"
          // Before the input loses the focus, which closes the list.
          onMouseDown={(event) => {
            event.preventDefault();
            onTake(choice);
          }}
        >
          <bdi className="cut">{choice.insert}</bdi>
          {choice.count === undefined ? null : <span className="number muted">{formatCount(choice.count)}</span>}
        </div>
      ))}
    </div>
  );
}
