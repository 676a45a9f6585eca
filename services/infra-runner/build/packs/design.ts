/** How the packs' designs are written down briefly: tables as lines, and the tiers that most good designs share. */
import type { BlueprintDraft } from '../blueprint/blueprint.ts'
import { columnTypes, type Table, tableSchema } from '../blueprint/table.ts'
import { ddlOf } from '../derive/ddl.ts'

type Draft<Key extends keyof BlueprintDraft> = NonNullable<BlueprintDraft[Key]>
export type OperationDraft = Draft<'operations'>[number]
type ComponentDraft = Draft<'components'>[number]
type LinkDraft = Draft<'links'>[number]

/** `table('links', 'code text, owner text?, hits bigint=zero', { indexes: [['owner']] })`: the first column is the key; `?` may be absent. */
export function table(name: string, columns: string, more: Partial<Table> = {}): Table {
  const read = columns.split(',').map((column) => {
    const [, own = '', word = '', nullable = '', , fills = 'none'] = /^\s*(\w+) (\w+)(\??)(=(\w+))?\s*$/.exec(column) ?? []
    return { name: own, type: columnTypes.find((type) => type === word), nullable: nullable === '?', fills }
  })
  return tableSchema.parse({ name, columns: read, primaryKey: [read[0]?.name], ...more })
}

export function schemaOf(tables: readonly Table[]): string {
  return `${ddlOf(tables).join(';\n\n')};\n`
}

interface Tiers {
  readonly name: string
  readonly requirements: BlueprintDraft['requirements']
  readonly api: Partial<ComponentDraft>
  readonly database?: Partial<ComponentDraft>
  readonly cache?: Partial<ComponentDraft>
  readonly queue?: Partial<ComponentDraft>
  readonly workers?: Partial<ComponentDraft>
  readonly more?: readonly ComponentDraft[]
  readonly moreLinks?: readonly LinkDraft[]
  readonly operations: readonly OperationDraft[]
  readonly tables: readonly Table[]
}

const patience = { timeoutMs: 2000, retries: { max: 1, backoffMs: 50, jitter: true } }

/** Clients, two balancers, services over two zones, a database that fails over; with a cache, a queue and workers where they are given. */
export function tiers({
  name,
  requirements,
  api,
  database,
  cache,
  queue,
  workers,
  more = [],
  moreLinks = [],
  operations,
  tables,
}: Tiers): BlueprintDraft {
  const zones = ['a', 'b']
  const optional = (id: string, kind: ComponentDraft['kind'], given: Partial<ComponentDraft> | undefined): readonly ComponentDraft[] =>
    given === undefined ? [] : [{ id, kind, ...given }]
  return {
    v: 1,
    name,
    requirements,
    zones,
    components: [
      { id: 'clients', kind: 'client' },
      { id: 'lb', kind: 'lb', replicas: 2, zones },
      { id: 'api', kind: 'service', replicas: 3, zones, ...api },
      { id: 'db', kind: 'db.sql', replicas: 2, zones, failover: true, ...database },
      ...optional('cache', 'cache', cache),
      ...optional('queue', 'queue', queue === undefined ? undefined : { mostWaiting: 10_000, replicas: 2, zones, ...queue }),
      ...optional('workers', 'worker', workers === undefined ? undefined : { replicas: 2, zones, ...workers }),
      ...more,
    ],
    links: [
      { from: 'clients', to: 'lb' },
      { from: 'lb', to: 'api', timeoutMs: 5000, retries: { max: 1, backoffMs: 20, jitter: true } },
      { from: 'api', to: 'db', protocol: 'sql', ...patience, pool: 10 },
      ...(cache === undefined ? [] : [{ from: 'api', to: 'cache', protocol: 'kv', timeoutMs: 100, breaker: true } as const]),
      ...(queue === undefined
        ? []
        : [{ from: 'api', to: 'queue', protocol: 'queue', timeoutMs: 500, retries: { max: 1, backoffMs: 50, jitter: true } } as const]),
      ...(workers === undefined
        ? []
        : [
            { from: 'queue', to: 'workers', protocol: 'queue', async: true, timeoutMs: 5000 } as const,
            { from: 'workers', to: 'db', protocol: 'sql', timeoutMs: 2000, pool: 5 } as const,
          ]),
      ...moreLinks,
    ],
    operations: [...operations],
    tables: [...tables],
  }
}

/** The same design with one thing of it spoilt. */
export function spoilt(
  draft: BlueprintDraft,
  changes: { readonly component?: string; readonly to?: Partial<ComponentDraft>; readonly whole?: Partial<BlueprintDraft> },
): BlueprintDraft {
  const components = draft.components.map((one) => (one.id === changes.component ? { ...one, ...changes.to } : one))
  return { ...draft, components, ...changes.whole }
}

/** Without a component and everything that points at it. */
export function without(draft: BlueprintDraft, id: string): BlueprintDraft {
  return {
    ...draft,
    components: draft.components.filter((one) => one.id !== id),
    links: (draft.links ?? []).filter(({ from, to }) => from !== id && to !== id),
    operations: (draft.operations ?? []).map(({ cache, queue, ...rest }) => ({
      ...rest,
      ...(cache === undefined || cache.component === id ? {} : { cache }),
      ...(queue === undefined || queue === id ? {} : { queue }),
    })),
  }
}
