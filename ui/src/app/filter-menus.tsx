import { Button, Checkbox, Popover, TextInput } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { environmentsQuery, projectsQuery } from '../data/organization.ts';
import { usePageSearch, useSetSearch } from './filters.ts';

const SHOWN_MAX = 100;

interface Option {
  readonly value: string;
  readonly label: string;
}

interface MenuControl {
  readonly opened: boolean;
  readonly onChange: (opened: boolean) => void;
}

interface ChoiceProps extends MenuControl {
  readonly all: string;
  readonly noun: string;
  readonly options: readonly Option[];
  readonly chosen: readonly string[];
  readonly choose: (values: readonly string[]) => void;
}

function summary({ all, options, chosen }: ChoiceProps): string {
  const [first, ...more] = chosen;
  if (first === undefined) return all;
  const label = options.find(({ value }) => value === first)?.label ?? first;
  return more.length > 0 ? `${label} +${more.length}` : label;
}

function ChoiceList(props: ChoiceProps) {
  const { all, noun, options, chosen, choose } = props;
  const [text, setText] = useState('');
  const found = options.filter(({ label }) => label.toLowerCase().includes(text.toLowerCase()));
  const shown = found.slice(0, SHOWN_MAX);
  return (
    <>
      <TextInput
        aria-label={`Find ${noun}`}
        placeholder={`Find ${noun}`}
        value={text}
        data-autofocus
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <div className="choices">
        {shown.map(({ value, label }) => (
          <Checkbox
            key={value}
            label={label}
            checked={chosen.includes(value)}
            onChange={(event) =>
              choose(event.currentTarget.checked ? [...chosen, value] : chosen.filter((one) => one !== value))
            }
          />
        ))}
        {found.length === 0 ? <p className="muted">No match.</p> : null}
        {found.length > shown.length ? (
          <p className="muted">{found.length - shown.length} more: type to find them.</p>
        ) : null}
      </div>
      <Button fullWidth disabled={chosen.length === 0} onClick={() => choose([])}>
        {all}
      </Button>
    </>
  );
}

function ChoiceMenu(props: ChoiceProps) {
  return (
    <Popover opened={props.opened} onChange={props.onChange} position="bottom-start" trapFocus width={280}>
      <Popover.Target>
        <Button
          rightSection={<IconChevronDown size={14} aria-hidden />}
          onClick={() => props.onChange(!props.opened)}
          aria-label={`${props.noun}: ${summary(props)}`}
        >
          <span className="cut filters-label">{summary(props)}</span>
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <ChoiceList {...props} />
      </Popover.Dropdown>
    </Popover>
  );
}

export function ProjectMenu({ org, ...control }: MenuControl & { org: string }) {
  const projects = useQuery(projectsQuery(org)).data ?? [];
  const search = usePageSearch();
  const setSearch = useSetSearch();
  return (
    <ChoiceMenu
      {...control}
      all="All projects"
      noun="projects"
      options={projects.map(({ id, slug }) => ({ value: id, label: slug }))}
      chosen={search.project ?? []}
      choose={(project) => setSearch({ project: project.length === 0 ? undefined : project })}
    />
  );
}

export function EnvironmentMenu({ org, ...control }: MenuControl & { org: string }) {
  const environments = useQuery(environmentsQuery(org)).data ?? [];
  const search = usePageSearch();
  const setSearch = useSetSearch();
  return (
    <ChoiceMenu
      {...control}
      all="All environments"
      noun="environments"
      options={environments.map((name) => ({ value: name, label: name === '' ? '(none)' : name }))}
      chosen={search.environment ?? []}
      choose={(values) => setSearch({ environment: values.length === 0 ? undefined : values })}
    />
  );
}
