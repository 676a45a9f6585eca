/** What a design of a problem begins with: the endpoints, the tables, and the smallest system that could answer, with nothing decided yet. */
import type { BlueprintDraft } from '../blueprint/blueprint.ts'
import type { Pack } from '../packs/pack.ts'
import { shapeOf } from '../validate/api-rules.ts'
import type { OperationDraft } from './binding.ts'

/** The simple list, as the wizard starts with it. */
export function beginningApi({ endpoints, good }: Pack): string {
  const lines = endpoints.map(({ method, path, does }) => {
    const known = (good.operations ?? []).find((one) => one.method === method && shapeOf(one.path) === shapeOf(path))
    return { ...(known === undefined ? {} : { id: known.id }), method, path, does }
  })
  return `${JSON.stringify({ endpoints: lines }, null, 2)}\n`
}

/** One service and one database: replicas, zones, time-outs, caches and queues are for the learner to decide. */
export function beginningDraft(pack: Pack): BlueprintDraft {
  return {
    v: 1,
    name: pack.id,
    requirements: pack.scale,
    zones: ['a', 'b'],
    components: [
      { id: 'clients', kind: 'client' },
      { id: 'lb', kind: 'lb' },
      { id: 'api', kind: 'service' },
      { id: 'db', kind: 'db.sql' },
    ],
    links: [
      { from: 'clients', to: 'lb' },
      { from: 'lb', to: 'api' },
      { from: 'api', to: 'db', protocol: 'sql' },
    ],
    operations: operationsOf(pack),
    tables: pack.good.tables ?? [],
  }
}

/** What each endpoint means; how it is cached, queued, repeated and guarded is a decision of the design. */
function operationsOf({ good, endpoints }: Pack): OperationDraft[] {
  const asked = new Set(endpoints.map(({ method, path }) => `${method} ${shapeOf(path)}`))
  return (good.operations ?? [])
    .filter(({ method, path }) => asked.has(`${method} ${shapeOf(path)}`))
    .map(({ cache: _cache, queue: _queue, invalidates: _invalidates, idempotencyKey: _key, auth: _auth, paginated: _paginated, ...rest }) => ({
      ...rest,
      component: 'api',
    }))
}
