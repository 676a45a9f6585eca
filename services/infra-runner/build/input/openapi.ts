/** Endpoints out of OpenAPI 3. References stay inside the document, and addresses in it are never called. */
import type { Validator } from '@seriousme/openapi-schema-validator'
import { type Read, refused } from '../blueprint/read.ts'
import { recordOf } from './document.ts'
import { type Endpoint, type Field, idOf, isPaging, methodOf } from './endpoint.ts'

const mostHops = 8
let schemas: Promise<Validator> | undefined

/** Its schemas are large: in memory once somebody writes OpenAPI. */
async function openSchemas(): Promise<Validator> {
  const { Validator } = await import('@seriousme/openapi-schema-validator')
  return new Validator({ allErrors: false })
}

export async function endpointsOfOpenapi(document: unknown): Promise<Read<readonly Endpoint[]>> {
  const whole = recordOf(document)
  if (!/^3\./.test(String(whole.openapi))) return refused('openapi', 'OpenAPI 3 is taken here.')
  const outside = outsideReference(document)
  if (outside !== undefined) return refused('$ref', `References stay inside the document: ${outside.slice(0, 100)}`)
  schemas ??= openSchemas()
  const { valid, errors } = await (await schemas).validate(whole as Record<string, unknown>)
  if (!valid) return refusal(errors)
  const endpoints: Endpoint[] = []
  for (const [path, item] of Object.entries(recordOf(whole.paths)))
    for (const [word, operation] of Object.entries(recordOf(resolved(whole, item)))) {
      const method = methodOf(word)
      if (method !== undefined) endpoints.push(endpointOf(whole, { method, path, item, operation: recordOf(operation) }))
    }
  return { kind: 'read', value: endpoints }
}

function refusal(errors: Awaited<ReturnType<Validator['validate']>>['errors']): Read<never> {
  if (typeof errors === 'string') return refused('', errors.slice(0, 200))
  const [first] = errors ?? []
  return refused(first?.instancePath ?? '', `This is no valid OpenAPI: ${first?.message ?? ''}`.slice(0, 300))
}

function outsideReference(document: unknown): string | undefined {
  const open: unknown[] = [document]
  for (let one = open.pop(); one !== undefined; one = open.pop()) {
    if (typeof one !== 'object' || one === null) continue
    const { $ref } = recordOf(one)
    if (typeof $ref === 'string' && !$ref.startsWith('#/')) return $ref
    open.push(...Object.values(one).filter((value) => value !== undefined))
  }
  return undefined
}

/** Through references within the document; nothing where they lead in a circle or nowhere. */
function resolved(whole: unknown, value: unknown): unknown {
  let at = value
  for (let hops = 0; hops < mostHops; hops += 1) {
    const { $ref } = recordOf(at)
    if (typeof $ref !== 'string') return at
    at = $ref
      .slice(2)
      .split('/')
      .map((part) => decoded(part).replaceAll('~1', '/').replaceAll('~0', '~'))
      .reduce<unknown>((place, part) => (Object.hasOwn(recordOf(place), part) ? recordOf(place)[part] : undefined), whole)
  }
  return undefined
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

interface Place {
  readonly method: Endpoint['method']
  readonly path: string
  readonly item: unknown
  readonly operation: Readonly<Record<string, unknown>>
}

function endpointOf(whole: Readonly<Record<string, unknown>>, { method, path, item, operation }: Place): Endpoint {
  const lists = [recordOf(resolved(whole, item)).parameters, operation.parameters]
  const parameters = lists.flatMap((list) => (Array.isArray(list) ? list : [])).map((one) => recordOf(resolved(whole, one)))
  const names = parameters.map(({ name }) => String(name))
  const security = operation.security ?? whole.security
  return {
    id: typeof operation.operationId === 'string' ? operation.operationId : idOf(method, path),
    method,
    path,
    auth: Array.isArray(security) && security.length > 0,
    idempotencyKey: names.some((name) => /^idempotency-?key$/i.test(name)),
    paginated: isPaging(names),
    statuses: Object.keys(recordOf(operation.responses)).map(Number).filter(Number.isInteger),
    body: fieldsOf(whole, operation.requestBody),
  }
}

function fieldsOf(whole: unknown, requestBody: unknown): readonly Field[] {
  const content = recordOf(recordOf(resolved(whole, requestBody)).content)
  const schema = recordOf(resolved(whole, recordOf(content['application/json']).schema))
  const required = Array.isArray(schema.required) ? schema.required : []
  return Object.entries(recordOf(schema.properties)).map(([name, property]) => ({
    name,
    type: String(recordOf(resolved(whole, property)).type ?? 'string'),
    required: required.includes(name),
  }))
}
