/** Every route as the gateway describes it, and requests that fit: a new route is attacked without a line of ours. */
import assert from 'node:assert/strict'
import type { Visitor } from './visitor.ts'

export interface Schema {
  readonly type?: string
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly items?: Schema
  readonly anyOf?: readonly Schema[]
  readonly enum?: readonly unknown[]
  readonly format?: string
  readonly minimum?: number
  readonly minLength?: number
}

export interface Route {
  readonly method: string
  /** /api/session/{id} */
  readonly path: string
  /** False for whoever comes along. */
  readonly secured: boolean
  readonly parameters: readonly { readonly name: string; readonly in: string; readonly required: boolean; readonly schema: Schema }[]
  readonly body: Schema | undefined
}

interface Operation {
  readonly security: readonly unknown[]
  readonly parameters: Route['parameters']
  readonly requestBody?: { readonly content: { readonly 'application/json': { readonly schema: Schema } } }
}

export async function allRoutes(visitor: Visitor): Promise<readonly Route[]> {
  const { json } = await visitor.send('GET', '/openapi.json')
  const { paths } = json as { readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>> }
  const routes = Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => ({
      method: method.toUpperCase(),
      path,
      secured: operation.security.length > 0,
      parameters: operation.parameters,
      body: operation.requestBody?.content['application/json'].schema,
    })),
  )
  assert.ok(routes.length >= 20, 'the description names the routes')
  return routes
}

export const nameOf = (route: Route): string => `${route.method} ${route.path}`
export const isAdmins = (route: Route): boolean => route.path.startsWith('/api/admin/')

/** Gives the value of a field by its name (`id`, `sessionId`, `title` …), or undefined for any that fits. */
export type Choose = (name: string, schema: Schema) => unknown

export interface Request {
  readonly method: string
  readonly address: string
  readonly body: unknown
}

/** A request that fits the description, with the values that `choose` gives. */
export function requestOf(route: Route, choose: Choose = () => undefined): Request {
  const value = (name: string, schema: Schema): unknown => choose(name, schema) ?? sample(name, schema, choose)
  const path = route.path.replace(/\{(\w+)\}/g, (_all, name: string) => encodeURIComponent(String(value(name, { type: 'string' }))))
  const query = new URLSearchParams()
  for (const parameter of route.parameters) {
    if (parameter.in !== 'query') continue
    const chosen = choose(parameter.name, parameter.schema)
    if (chosen !== undefined || parameter.required) query.set(parameter.name, String(chosen ?? sample(parameter.name, parameter.schema, choose)))
  }
  const asked = query.size === 0 ? path : `${path}?${query}`
  return { method: route.method, address: asked, body: route.body === undefined ? undefined : sample('', route.body, choose) }
}

/** Enough for a refusal and a first event. */
const streamMs = 500

/** @param headers which let a stream begin; it is read for half a second. */
export function sendTo(visitor: Visitor, request: Request, headers: Readonly<Record<string, string>> = {}) {
  return visitor.send(request.method, request.address, { headers, streamMs, ...(request.body === undefined ? {} : { body: request.body }) })
}

/** The names of every text that a route takes, wherever it stands. */
export function textFields(route: Route): readonly string[] {
  const parameters = route.parameters.filter((parameter) => parameter.in !== 'header' && isText(parameter.schema)).map(({ name }) => name)
  return [...new Set([...parameters, ...(route.body === undefined ? [] : textsIn(route.body, ''))])]
}

function textsIn(schema: Schema, name: string): readonly string[] {
  if (schema.anyOf !== undefined) return schema.anyOf.flatMap((option) => textsIn(option, name))
  if (schema.type === 'object') return Object.entries(schema.properties ?? {}).flatMap(([key, field]) => textsIn(field, key))
  if (schema.type === 'array') return textsIn(schema.items ?? {}, name)
  return isText(schema) ? [name] : []
}

function isText(schema: Schema): boolean {
  return schema.type === 'string' && schema.enum === undefined
}

function sample(name: string, schema: Schema, choose: Choose): unknown {
  if (schema.anyOf?.[0] !== undefined) return sample(name, schema.anyOf[0], choose)
  if (schema.enum !== undefined) return schema.enum[0]
  switch (schema.type) {
    case 'object':
      return sampleObject(schema, choose)
    case 'array':
      return [choose(name, schema.items ?? {}) ?? sample(name, schema.items ?? {}, choose)]
    case 'integer':
    case 'number':
      return Math.max(0, schema.minimum ?? 0)
    case 'boolean':
      return true
    default:
      return sampleText(name, schema)
  }
}

function sampleObject({ properties = {}, required = [] }: Schema, choose: Choose): Record<string, unknown> {
  const fields: Record<string, unknown> = {}
  for (const [name, schema] of Object.entries(properties)) {
    const chosen = schema.type === 'object' || schema.type === 'array' ? undefined : choose(name, schema)
    const wanted = required.includes(name) || schema.type === 'object' || schema.type === 'array'
    if (chosen !== undefined || wanted) fields[name] = chosen ?? sample(name, schema, choose)
  }
  return fields
}

function sampleText(name: string, { format, minLength = 0 }: Schema): string {
  if (format === 'email') return 'somebody@example.test'
  if (format === 'uri') return 'https://example.test/'
  if (format === 'date-time') return '2026-01-31T00:00:00Z'
  return (/id$/i.test(name) ? '01890000-0000-7000-8000-000000000000' : 'x').padEnd(minLength, 'x')
}
