/** What is looked for, as it stands in the address. */
import { query } from '../api/query.ts'

export type Search = Readonly<Record<string, string | string[] | undefined>>

/** A field of the address; '' when it is not there, or there twice. */
export const searchText = (search: Search, name: string, longest: number): string => {
  const value = search[name]
  return typeof value === 'string' ? value.slice(0, longest) : ''
}

/** A field that is one of several values; '' for any other. */
export const searchChoice = (search: Search, name: string, values: readonly string[]): string => values.find((value) => value === search[name]) ?? ''

/** The address with what was given. */
export const searchPath = (path: string, fields: Readonly<Record<string, string>>): string =>
  `${path}${query(Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, value.trim()])))}`
