/** Asks a gateway for tests, and holds each answer against what its own document says of it, with nothing left over. */
import assert from 'node:assert/strict'
import { Ajv2020, type AnySchema } from 'ajv/dist/2020.js'
import type { testGateway } from './testing.ts'

type Send = Awaited<ReturnType<typeof testGateway>>['send']

interface Described {
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, { readonly schema?: AnySchema }>> }>>
}
interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Described>>>>
}

/** Clients must bear with more than is described; we must not send it. */
function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed)
  if (typeof schema !== 'object' || schema === null) return schema
  const inner = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, closed(value)]))
  return 'properties' in inner ? { ...inner, additionalProperties: false } : inner
}

export async function describedReplies(send: Send) {
  const document = (await (await send('GET', '/openapi.json')).json()) as Document
  const described = new Map<string, AnySchema>()
  for (const [path, methods] of Object.entries(document.paths))
    for (const [method, { responses }] of Object.entries(methods)) {
      const schema = Object.values(responses)[0]?.content?.['application/json']?.schema
      if (schema !== undefined) described.set(`${method.toUpperCase()} ${path}`, closed(schema) as AnySchema)
    }
  const ajv = new Ajv2020({ strict: false, formats: { uuid: true, email: true, uri: true, date: true, 'date-time': true } })
  const seen = new Set<string>()
  return {
    described,
    seen,
    /** @param route as the document has it, without a query; `{id}` is put in. */
    async ask<T>(route: string, { id = '', ...options }: Parameters<Send>[2] & { readonly id?: string } = {}): Promise<T> {
      const [method = '', path = ''] = route.split(' ')
      const response = await send(method, path.replace('{id}', id), options)
      const body: unknown = await response.json()
      assert.ok(response.ok, `${route}: ${response.status} ${JSON.stringify(body)}`)
      const schema = described.get(route)
      assert.ok(schema !== undefined, `${route} describes no answer`)
      const fits = ajv.compile(schema)
      assert.ok(fits(body), `${route}: ${ajv.errorsText(fits.errors)} in ${JSON.stringify(body).slice(0, 600)}`)
      seen.add(route)
      return body as T
    },
  }
}
