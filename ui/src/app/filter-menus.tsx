import { Button } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { environmentsQuery, projectsQuery } from '../data/organization.ts';
import { Floating, type OpenState } from '../parts/menu/floating.tsx';
import { part } from '../parts/part.ts';
import type { ChoiceListProps } from './choice-list.tsx';
import { usePageSearch, useSetSearch } from './filters.ts';

const ChoiceList = part(() => import('./choice-list.tsx').then((file) => file.ChoiceList));

type ChoiceProps = ChoiceListProps & OpenState;

function summary({ all, options, chosen }: ChoiceProps): string {
  const [first, ...more] = chosen;
  if (first === undefined) return all;
  const label = options.find(({ value }) => value === first)?.label ?? first;
  return more.length > 0 ? `${label} +${more.length}` : label;
}

function ChoiceMenu(props: ChoiceProps) {
  return (
    <Floating
      kind="dialog"
      needs={ChoiceList}
      state={props}
      position="bottom-start"
      width={280}
      button={
        <Button
          rightSection={<IconChevronDown size={14} aria-hidden />}
          aria-label={`${props.noun}: ${summary(props)}`}
        >
          <span className="cut filters-label">{summary(props)}</span>
        </Button>
      }
    >
      <ChoiceList {...props} />
    </Floating>
  );
}

export function ProjectMenu({ org, ...control }: OpenState & { org: string }) {
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

export function EnvironmentMenu({ org, ...control }: OpenState & { org: string }) {
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
