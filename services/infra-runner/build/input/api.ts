/** The operations of an API out of what a learner wrote: OpenAPI 3 in JSON or YAML, or a simple list of endpoints. */
import { operationName, route } from '../blueprint/name.ts'
import { type Read, refused } from '../blueprint/read.ts'
import { readDocument, recordOf } from './document.ts'
import type { Endpoint } from './endpoint.ts'
import { endpointsOfList } from './endpoint-list.ts'
import { endpointsOfOpenapi } from './openapi.ts'

export interface ApiInput {
  readonly endpoints: readonly Endpoint[]
  readonly kind: 'openapi' | 'list' | 'nothing'
}

const mostEndpoints = 64

export async function readApi(text: string): Promise<Read<ApiInput>> {
  if (text.trim() === '') return { kind: 'read', value: { endpoints: [], kind: 'nothing' } }
  const document = await readDocument(text)
  if (document.kind === 'refused') return document
  const { openapi, swagger } = recordOf(document.value)
  const isOpenapi = openapi !== undefined || swagger !== undefined
  const found = isOpenapi ? await endpointsOfOpenapi(document.value) : endpointsOfList(document.value)
  if (found.kind === 'refused') return found
  const { value: endpoints } = found
  if (endpoints.length === 0) return refused('', 'There is no endpoint in it.')
  if (endpoints.length > mostEndpoints) return refused('', `An API has at most ${mostEndpoints} endpoints; these are ${endpoints.length}.`)
  const problem = endpoints.map(problemOf).find((one) => one !== undefined) ?? twice(endpoints)
  return problem === undefined ? { kind: 'read', value: { endpoints, kind: isOpenapi ? 'openapi' : 'list' } } : refused(problem.path, problem.message)
}

function problemOf({ id, path, method }: Endpoint): { path: string; message: string } | undefined {
  const checked = [route.safeParse(path), operationName.safeParse(id)].find(({ success }) => !success)
  return checked === undefined ? undefined : { path: `${method} ${path.slice(0, 80)}`, message: checked.error?.issues[0]?.message ?? 'is malformed' }
}

function twice(endpoints: readonly Endpoint[]): { path: string; message: string } | undefined {
  const seen = new Set<string>()
  for (const { method, path, id } of endpoints) {
    const place = `${method} ${path.replace(/\{\w+\}/g, '{}')}`
    if (seen.has(place) || seen.has(id)) return { path: place, message: 'This endpoint is there twice.' }
    seen.add(place).add(id)
  }
  return undefined
}
