/** An action of a workflow, in Sentry's shape. `targetType` `issue_owners`: whoever owns the issue; `data.otherwise`: a target when that owner has none. */
export interface Action {
  readonly type: string;
  readonly integrationId?: string | number | null;
  readonly data?: Readonly<Record<string, unknown>>;
  readonly config?: {
    readonly targetType?: string | null;
    readonly targetIdentifier?: string | null;
    readonly targetDisplay?: string | null;
  };
}

/** Where a message goes; an empty target: nothing is set up that could take it. */
export interface Target {
  readonly via: string;
  readonly target: string;
  readonly integrationId: number | null;
}

/** `team:3` or `user:7`. */
export type OwnerText = string;

/** What is known of those who own things. */
export interface Directory {
  /** What a team set for this kind of channel, such as `#payments-alerts`. */
  channelOf(teamId: number, via: string): string | undefined;
  slugOf(teamId: number): string | undefined;
  emailOf(userId: number): string | undefined;
  /** E-mail addresses of a team's members. */
  membersOf(teamId: number): readonly string[];
  firstTeamOf(projectId: number): number | undefined;
}

interface Routed {
  readonly owner: OwnerText | null;
  readonly projectId: number;
}

/** The targets of an action. Pure. */
export function targetsOf(action: Action, of: Routed, directory: Directory): readonly Target[] {
  const { type: via, config = {}, data = {} } = action;
  const integrationId =
    action.integrationId === null || action.integrationId === undefined ? null : Number(action.integrationId);
  const named = config.targetDisplay || config.targetIdentifier || '';
  const to = (targets: readonly string[]): Target[] =>
    [...new Set(targets)].map((target) => ({ via, target, integrationId }));
  if (config.targetType === 'issue_owners') {
    const found = ownersTargets(via, of, directory);
    const otherwise = typeof data['otherwise'] === 'string' ? data['otherwise'] : '';
    return to(found.length > 0 ? found : [otherwise]);
  }
  if (via !== 'email') return to([named]);
  const id = Number(config.targetIdentifier);
  if (config.targetType === 'team') return to(teamAddresses(id, directory));
  if (config.targetType === 'user') return to([directory.emailOf(id) ?? '']);
  return to([named]);
}

/** The team that an alert belongs to: its owner, else the first team of the project. */
export function teamOf({ owner, projectId }: Routed, directory: Pick<Directory, 'firstTeamOf'>): number | undefined {
  return owner?.startsWith('team:') === true ? Number(owner.slice(5)) : directory.firstTeamOf(projectId);
}

function ownersTargets(via: string, { owner, projectId }: Routed, directory: Directory): readonly string[] {
  const [kind, id] = owner?.split(':') ?? [];
  if (kind === 'user' && via === 'email') {
    const address = directory.emailOf(Number(id));
    if (address !== undefined) return [address];
  }
  const teamId = teamOf({ owner, projectId }, directory);
  if (teamId === undefined) return [];
  const channel = directory.channelOf(teamId, via);
  if (channel !== undefined) return [channel];
  if (via === 'email') return directory.membersOf(teamId);
  // The PagerDuty service has the name of the team unless the team sets another one.
  const slug = via === 'pagerduty' ? directory.slugOf(teamId) : undefined;
  return slug === undefined ? [] : [slug];
}

function teamAddresses(teamId: number, directory: Directory): readonly string[] {
  const channel = directory.channelOf(teamId, 'email');
  return channel === undefined ? directory.membersOf(teamId) : [channel];
}
