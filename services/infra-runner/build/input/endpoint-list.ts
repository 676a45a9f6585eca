/** A simple list of endpoints: `{"endpoints": [{"method": "POST", "path": "/links"}]}`, or texts such as "POST /links". */
import { z } from 'zod'
import { type Read, refused } from '../blueprint/read.ts'
import { type Endpoint, idOf, isPaging, methodOf } from './endpoint.ts'

const fields = z.record(z.string().max(60), z.unknown()).default({})
const endpoint = z.object({
  id: z.string().optional(),
  operationId: z.string().optional(),
  method: z.string(),
  path: z.string(),
  auth: z.boolean().default(false),
  idempotent: z.boolean().default(false),
  idempotencyKey: z.boolean().default(false),
  paginated: z.boolean().default(false),
  query: fields,
  body: fields,
  request: fields,
  statuses: z.array(z.int().min(100).max(599)).max(30).default([]),
  errors: z.array(z.int().min(100).max(599)).max(30).default([]),
})
const line = z.string().transform((text) => {
  const [method = '', path = ''] = text.trim().split(/\s+/)
  return endpoint.parse({ method, path })
})
const list = z.array(z.union([line, endpoint])).max(1000)
const whole = z.union([z.object({ endpoints: list }), list.transform((endpoints) => ({ endpoints }))])

export function endpointsOfList(value: unknown): Read<readonly Endpoint[]> {
  const parsed = whole.safeParse(value)
  if (!parsed.success) return refused('', 'Endpoints are given as OpenAPI 3, or as {"endpoints": [{"method": "POST", "path": "/links"}]}.')
  const endpoints: Endpoint[] = []
  for (const one of parsed.data.endpoints) {
    const method = methodOf(one.method)
    if (method === undefined) return refused(one.path.slice(0, 80), `${one.method.slice(0, 20)} is no method that is taken here`)
    const path = one.path.replace(/:([A-Za-z]\w*)/g, '{$1}')
    endpoints.push({
      id: one.operationId ?? one.id ?? idOf(method, path),
      method,
      path,
      auth: one.auth,
      idempotencyKey: one.idempotencyKey || one.idempotent,
      paginated: one.paginated || isPaging(Object.keys(one.query)),
      statuses: [...new Set([...one.statuses, ...one.errors])],
      body: Object.entries({ ...one.request, ...one.body }).map(([name, type]) => ({
        name,
        type: String(type),
        required: !/\?|optional/.test(`${name}${String(type)}`),
      })),
    })
  }
  return { kind: 'read', value: endpoints }
}
