/** An endpoint of an API, whatever it was written in. */
import { type Method, methods } from '../blueprint/blueprint.ts'

export interface Field {
  readonly name: string
  readonly type: string
  readonly required: boolean
}

export interface Endpoint {
  readonly id: string
  readonly method: Method
  readonly path: string
  readonly auth: boolean
  readonly idempotencyKey: boolean
  readonly paginated: boolean
  /** Status codes that are documented; empty: none are. */
  readonly statuses: readonly number[]
  readonly body: readonly Field[]
}

export function methodOf(word: string): Method | undefined {
  return methods.find((method) => method === word.toUpperCase())
}

/** `getLinksByCode` of GET /links/{code}. */
export function idOf(method: string, path: string): string {
  const parts = path.split('/').filter((part) => part !== '')
  const named = parts.map((part) => (part.startsWith('{') ? `By${capital(part.slice(1, -1))}` : capital(part)))
  return `${method.toLowerCase()}${named.join('')}`.replace(/[^A-Za-z0-9_]/g, '').slice(0, 64)
}

function capital(word: string): string {
  return `${word.charAt(0).toUpperCase()}${word.slice(1)}`
}

export function isPaging(names: readonly string[]): boolean {
  return names.some((name) => /^(?:limit|cursor|page|offset|after|before|page_?size|page_?token|since)$/i.test(name))
}
