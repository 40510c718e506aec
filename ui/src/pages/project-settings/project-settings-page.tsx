import '../organization-settings/organization-settings.css';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useOrg, usePageSearch } from '../../app/filters.ts';
import { useLiveChanges } from '../../app/live.tsx';
import { carriedFilters } from '../../app/search.ts';
import { keysQuery, projectQuery } from '../../data/projects.ts';
import { Problem } from '../../parts/problem.tsx';
import { useTitle } from '../../parts/title.ts';
import { Waiting } from '../../parts/waiting.tsx';
import { ConnectPanel } from './connect-panel.tsx';
import { KeysPanel } from './keys-panel.tsx';
import { ScrubbingPanel } from './scrubbing/scrubbing-panel.tsx';
import { RulesPanel } from './rules-panel.tsx';

/** The settings of one project. */
export function ProjectSettingsPage() {
  const org = useOrg();
  const search = carriedFilters(usePageSearch());
  const { project: slug = '' } = useParams({ strict: false });
  const project = useQuery(projectQuery(org, slug));
  const keys = useQuery(keysQuery(org, slug));
  const client = useQueryClient();
  useLiveChanges(() => {
    if (project.data?.firstEvent === null)
      void client.invalidateQueries({ queryKey: projectQuery(org, slug).queryKey });
  });
  useTitle(`${slug} settings`);
  const error = project.error ?? keys.error;
  if (error !== null) {
    return (
      <Problem
        what={`The project ${slug} could not be loaded`}
        error={error}
        retry={() => void Promise.all([project.refetch(), keys.refetch()])}
      />
    );
  }
  if (project.data === undefined || keys.data === undefined) {
    return <Waiting rows={10} height={40} what="the project" />;
  }
  return (
    <div className="settings">
      <div className="trail">
        <Link to="/settings/$org/projects/" params={{ org }} search={search}>
          Projects
        </Link>
        <span className="faint">›</span>
        <h1>{project.data.slug}</h1>
        <Link
          className="settings-issues"
          to="/organizations/$org/issues/"
          params={{ org }}
          search={{ ...search, project: [project.data.id] }}
        >
          Issues of this project
        </Link>
      </div>
      <ConnectPanel project={project.data} keys={keys.data} />
      <KeysPanel project={slug} keys={keys.data} />
      <ScrubbingPanel key={`scrubbing-${project.data.id}`} project={project.data} />
      <RulesPanel key={project.data.id} project={project.data} />
    </div>
  );
}
