'use client'
/** People with an account: search, filter, one to a line. */
import Link from 'next/link'
import { useEffect, useState } from 'react'
import { paths } from '../../../../paths.ts'
import { SearchField } from '../../../../ui/search-field.tsx'
import { useSettled } from '../../../../ui/use-settled.ts'
import { type Account, administration, adminKeys } from '../admin-api.ts'
import { momentWords } from '../admin-words.ts'
import { Choice } from '../choice.tsx'
import { PagesList } from '../pages-list.tsx'
import { type PeopleQuery, peoplePath, toParameters } from './people-query.ts'
import { Standing } from './standing.tsx'

const groupNames = [
  { value: '', name: 'All' },
  { value: 'admin', name: 'Administrators' },
  { value: 'suspended', name: 'Suspended' },
] as const

export function People({ start }: { readonly start: PeopleQuery }) {
  const [query, setQuery] = useState(start)
  const parameters = toParameters(useSettled(query))
  useEffect(() => window.history.replaceState(null, '', peoplePath(query)), [query])
  return (
    <>
      <search className="mt-6 flex flex-wrap items-center gap-x-6 gap-y-4">
        <SearchField
          label="Search by the beginning of an e-mail address, or a part of a name"
          value={query.q}
          onChange={(q) => setQuery({ ...query, q })}
          maxLength={254}
          placeholder="E-mail or name"
        />
        <Choice name="group" legend="Who" options={groupNames} value={query.group} onChange={(group) => setQuery({ ...query, group })} />
      </search>
      <PagesList
        queryKey={adminKeys.list('users', parameters)}
        read={(cursor, signal) => administration.users({ ...parameters, cursor }, signal)}
        what="accounts"
        empty={<p className="font-display text-xl text-ink">Nobody like that.</p>}
      >
        {(accounts) => <List accounts={accounts} />}
      </PagesList>
    </>
  )
}

function List({ accounts }: { readonly accounts: readonly Account[] }) {
  return (
    <ul className="mt-4 divide-y divide-line">
      {accounts.map((account) => (
        <li key={account.id}>
          <Link
            href={paths.adminUser(account.id)}
            prefetch={false}
            className="group flex flex-wrap items-center justify-between gap-x-6 gap-y-1 py-3.5"
          >
            <span className="min-w-0 basis-full sm:basis-auto">
              <span className="block truncate font-semibold decoration-quint decoration-2 underline-offset-4 group-hover:underline">
                {account.displayName}
              </span>
              <span className="block break-all text-sm text-muted">{account.email}</span>
            </span>
            <span className="flex flex-wrap items-center gap-x-4 gap-y-1 text-sm text-muted">
              <Standing account={account} />
              <span>last here: {momentWords(account.lastActiveAt)}</span>
            </span>
          </Link>
        </li>
      ))}
    </ul>
  )
}
