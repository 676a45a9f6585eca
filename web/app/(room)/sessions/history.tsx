'use client'
/** Search, filter, and as many pages as one asks for; all of it in the address. */
import Link from 'next/link'
import { useEffect, useState } from 'react'
import { learning } from '../../../api/gateway.ts'
import { keys } from '../../../api/keys.ts'
import { siteWords } from '../../../coach/words.ts'
import { paths } from '../../../paths.ts'
import { AwakeInput } from '../../../ui/awake.tsx'
import { Button, buttonClass } from '../../../ui/button.tsx'
import { Pages, RowsWaiting, usePages } from '../../../ui/pages.tsx'
import { SearchField, SelectField } from '../../../ui/search-field.tsx'
import { useSettled } from '../../../ui/use-settled.ts'
import { everything, type HistoryQuery, historyPath, sites, statuses } from './history-query.ts'
import { SessionList, statusWords } from './session-list.tsx'

const pageSize = 20

export function History({ start }: { readonly start: HistoryQuery }) {
  const [query, setQuery] = useState(start)
  const asked = useSettled(query)
  useEffect(() => window.history.replaceState(null, '', historyPath(query)), [query])
  const pages = usePages({
    queryKey: keys.sessions(asked.q.trim(), asked.status, asked.site),
    read: (cursor, signal) => learning.sessions({ ...asked, q: asked.q.trim(), cursor, limit: pageSize }, signal),
  })
  return (
    <>
      <Filters query={query} onChange={setQuery} />
      <Pages
        pages={pages}
        waiting={<RowsWaiting label="Your sessions are being fetched." />}
        nothing={<Nothing query={query} onClear={() => setQuery(everything)} />}
        more="Show older ones"
      >
        {(sessions) => <SessionList sessions={sessions} />}
      </Pages>
    </>
  )
}

interface FiltersProps {
  readonly query: HistoryQuery
  readonly onChange: (query: HistoryQuery) => void
}

function Filters({ query, onChange }: FiltersProps) {
  return (
    <search className="mt-6 flex flex-wrap items-center gap-x-6 gap-y-4">
      <SearchField
        label="Search in the names of problems and in your own words"
        value={query.q}
        onChange={(q) => onChange({ ...query, q })}
        placeholder="A title, or your words"
      />
      <fieldset className="flex flex-wrap gap-1">
        <legend className="sr-only">State</legend>
        {[undefined, ...statuses].map((status) => (
          <label
            key={status ?? 'all'}
            className="flex min-h-10 items-center rounded-card px-3 text-muted has-[:checked]:bg-ink has-[:checked]:text-paper has-[:focus-visible]:outline-2 has-[:focus-visible]:outline-offset-2 has-[:focus-visible]:outline-quint"
          >
            <AwakeInput
              type="radio"
              name="status"
              className="sr-only"
              checked={query.status === status}
              onChange={() => onChange({ ...query, status })}
            />
            {status === undefined ? 'All' : statusWords[status]}
          </label>
        ))}
      </fieldset>
      <SelectField
        label="From"
        value={query.site ?? ''}
        onChange={(chosen) => onChange({ ...query, site: sites.find((known) => known === chosen) })}
        any="anywhere"
        options={siteWords}
      />
    </search>
  )
}

function Nothing({ query, onClear }: { readonly query: HistoryQuery; readonly onClear: () => void }) {
  if (historyPath(query) !== historyPath(everything))
    return (
      <div role="status" className="mt-12">
        <p className="font-display text-xl">Nothing like that.</p>
        <p className="mt-4">
          <Button look="quiet" onClick={onClear}>
            Show all sessions
          </Button>
        </p>
      </div>
    )
  return (
    <div className="mt-12 max-w-[52ch]">
      <p className="font-display text-xl">Nothing to look back on yet.</p>
      <p className="mt-2 text-muted">Here your sessions gather: what you answered, the hints, and how your thinking changed.</p>
      <p className="mt-6">
        <Link href={paths.coach} className={buttonClass()}>
          Begin your first session
        </Link>
      </p>
    </div>
  )
}
