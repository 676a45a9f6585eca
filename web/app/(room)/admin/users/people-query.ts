/** Who is looked for, as it stands in the address. */
import { paths } from '../../../../paths.ts'
import { withQuery } from '../admin-api.ts'

export const groups = ['', 'admin', 'suspended'] as const
export type Group = (typeof groups)[number]

export interface PeopleQuery {
  readonly q: string
  readonly group: Group
}

const longestQuery = 254

export function toPeopleQuery(search: Readonly<Record<string, string | string[] | undefined>>): PeopleQuery {
  const { q, group } = search
  return { q: typeof q === 'string' ? q.slice(0, longestQuery) : '', group: groups.find((known) => known === group) ?? '' }
}

export function peoplePath({ q, group }: PeopleQuery): string {
  return withQuery(paths.adminUsers, { q: q.trim(), group })
}

/** As the gateway is asked. */
export function toParameters({ q, group }: PeopleQuery): Readonly<Record<string, string | undefined>> {
  return { q: q.trim(), role: group === 'admin' ? 'admin' : undefined, status: group === 'suspended' ? 'suspended' : undefined }
}
