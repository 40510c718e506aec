import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { EventAddress } from '../../../data/events.ts';
import {
  type Fingerprint,
  type GroupingComponent,
  groupingInfoQuery,
  type GroupingVariant,
} from '../../../data/grouping.ts';
import { Problem } from '../../../parts/problem.tsx';
import { Waiting } from '../../../parts/waiting.tsx';

const SOURCES: Readonly<Record<Fingerprint['source'], string>> = {
  client: 'set by the SDK',
  rule: 'set by a fingerprint rule of the project',
  built_in: 'set by a built-in rule',
};

function isComponent(value: GroupingComponent | string | number): value is GroupingComponent {
  return typeof value === 'object' && value !== null;
}

function ComponentNode({ node, all }: { node: GroupingComponent; all: boolean }) {
  const children = node.values.filter(isComponent).filter(({ contributes }) => all || contributes);
  const leaves = node.values.filter((value) => !isComponent(value));
  return (
    <li className={node.contributes ? 'component' : 'component component-not'}>
      <span>{node.name ?? node.id}</span>
      {leaves.length > 0 ? <code className="component-leaf">{leaves.map(String).join(' ')}</code> : null}
      {node.hint ? <span className="muted"> {node.hint}</span> : null}
      {children.length > 0 ? (
        <ul>
          {children.map((child, i) => (
            <ComponentNode key={`${child.id}-${i}`} node={child} all={all} />
          ))}
        </ul>
      ) : null}
    </li>
  );
}

interface VariantProps {
  readonly variant: GroupingVariant;
  readonly all: boolean;
  /** The first hash, by which the issue is looked up first. */
  readonly decides: boolean;
}

function Verdict({ variant, decides }: Pick<VariantProps, 'variant' | 'decides'>) {
  if (decides) return <span className="chip level-good">decides</span>;
  if (variant.hash === null || variant.contributes === false) return <span className="chip">does not count</span>;
  return (
    <span className="chip" title="Leads to the same issue when the hash that decides is not known yet">
      second choice
    </span>
  );
}

function Variant({ variant, all, decides }: VariantProps) {
  return (
    <details className="part" open={decides}>
      <summary>
        {variant.description} <Verdict variant={variant} decides={decides} />
        {variant.hint ? <span className="muted"> {variant.hint}</span> : null}
      </summary>
      {variant.hash === null ? null : <p className="mono faint variant-hash">{variant.hash}</p>}
      {variant.component === undefined ? null : (
        <ul className="components">
          <ComponentNode node={variant.component} all={all} />
        </ul>
      )}
    </details>
  );
}

function FingerprintText({ fingerprint }: { fingerprint: Fingerprint }) {
  return (
    <p>
      Fingerprint <code>{fingerprint.values.join(', ')}</code>, {SOURCES[fingerprint.source]}
      {fingerprint.rule === undefined ? '' : ': '}
      {fingerprint.rule === undefined ? null : <code>{fingerprint.rule}</code>}
    </p>
  );
}

/** What decided, and what did not and why. */
export function Explanation({ address }: { address: EventAddress }) {
  const info = useQuery(groupingInfoQuery(address));
  const [all, setAll] = useState(false);
  if (info.isError) return <Problem what="The grouping could not be explained" error={info.error} />;
  if (info.data === undefined) return <Waiting rows={4} height={24} what="grouping" />;
  const { variants, fingerprint, groupingConfig, hashes = [] } = info.data;
  return (
    <>
      {fingerprint ? <FingerprintText fingerprint={fingerprint} /> : null}
      {Object.values(variants).map((variant) => (
        <Variant
          key={variant.key}
          variant={variant}
          all={all}
          decides={variant.hash !== null && variant.hash === hashes[0]}
        />
      ))}
      <div className="row grouping-foot">
        <Button variant="subtle" onClick={() => setAll(!all)}>
          {all ? 'Only what counts' : 'Also what does not count'}
        </Button>
        <span className="muted">{groupingConfig.id}</span>
        <Link
          to="/settings/$org/projects/$project/"
          params={{ org: address.org, project: address.project }}
          hash="grouping"
        >
          Rules of this project
        </Link>
      </div>
    </>
  );
}
