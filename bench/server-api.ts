/** What the benchmarks ask a running server. */
export interface ServerApi {
  /** `path` is below `/api/0/`; rejects unless the answer is 200. */
  get(path: string): Promise<Response>;
  /** A change; rejects unless it is answered with success. */
  send(method: 'PUT' | 'DELETE', path: string, body?: object): Promise<void>;
  /** Every page of a list. */
  all<T>(path: string): Promise<T[]>;
  /** How many error events have been processed in the last day; `project`: of this one alone. */
  processed(project?: string): Promise<number>;
}

interface Stats {
  readonly groups: readonly { readonly by: { readonly outcome: string }; readonly totals: Record<string, number> }[];
}

export function createServerApi(url: string, adminToken: string, organization: string): ServerApi {
  async function get(path: string): Promise<Response> {
    const response = await fetch(`${url}/api/0/${path}`, { headers: { authorization: `Bearer ${adminToken}` } });
    if (!response.ok) throw new Error(`${response.status} ${path}: ${await response.text()}`);
    return response;
  }
  return {
    get,
    async send(method, path, body) {
      const headers = new Headers({ authorization: `Bearer ${adminToken}` });
      const init: RequestInit = { method, headers };
      if (body !== undefined) {
        headers.set('content-type', 'application/json');
        init.body = JSON.stringify(body);
      }
      const response = await fetch(`${url}/api/0/${path}`, init);
      if (!response.ok) throw new Error(`${response.status} ${method} ${path}: ${await response.text()}`);
    },
    async all<T>(path: string) {
      const rows: T[] = [];
      let cursor = '';
      for (;;) {
        const response = await get(`${path}${cursor}`);
        const page: T[] = JSON.parse(await response.text());
        rows.push(...page);
        const next = /rel="next"; results="true"; cursor="([^"]+)"/.exec(response.headers.get('link') ?? '')?.[1];
        if (next === undefined) return rows;
        cursor = `&cursor=${encodeURIComponent(next)}`;
      }
    },
    async processed(project) {
      const query = 'field=sum(quantity)&groupBy=outcome&category=error&outcome=accepted&statsPeriod=24h&interval=1h';
      const ofProject = project === undefined ? '' : `&project=${project}`;
      const response = await get(`organizations/${organization}/stats_v2/?${query}${ofProject}`);
      const stats: Stats = JSON.parse(await response.text());
      return stats.groups.find(({ by }) => by.outcome === 'accepted')?.totals['sum(quantity)'] ?? 0;
    },
  };
}
