/** Everybody who has an account. */
import type { Metadata } from 'next'
import { People } from './people.tsx'
import { toPeopleQuery } from './people-query.ts'

export const metadata: Metadata = { title: 'People' }

type Search = Promise<Readonly<Record<string, string | string[] | undefined>>>

export default async function PeoplePage({ searchParams }: { readonly searchParams: Search }) {
  return (
    <>
      <h1 className="text-2xl sm:text-3xl">People</h1>
      <People start={toPeopleQuery(await searchParams)} />
    </>
  )
}
