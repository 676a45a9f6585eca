'use client'
/** Shared sessions, newest first, by problem and site. */
import Link from 'next/link'
import { useEffect, useState } from 'react'
import { community, type SharedCard } from '../../../api/community.ts'
import { keys } from '../../../api/keys.ts'
import { amount, siteWords } from '../../../coach/words.ts'
import { paths } from '../../../paths.ts'
import { Button, buttonClass } from '../../../ui/button.tsx'
import { Difficulty } from '../../../ui/difficulty.tsx'
import { Pages, RowsWaiting, usePages } from '../../../ui/pages.tsx'
import { SearchField, SelectField } from '../../../ui/search-field.tsx'
import { useSettled } from '../../../ui/use-settled.ts'
import { everyone, type FeedQuery, feedPath, feedSites } from './feed-query.ts'

export function Feed({ start }: { readonly start: FeedQuery }) {
  const [query, setQuery] = useState(start)
  const asked = useSettled(query)
  useEffect(() => window.history.replaceState(null, '', feedPath(query)), [query])
  const pages = usePages({
    queryKey: keys.community(asked.q.trim(), asked.site),
    read: (cursor, signal) => community.sessions({ q: asked.q.trim(), site: asked.site, cursor }, signal),
  })
  return (
    <>
      <Filters query={query} onChange={setQuery} />
      <Pages
        pages={pages}
        waiting={<RowsWaiting label="Shared sessions are being fetched." />}
        nothing={<Nothing query={asked} onClear={() => setQuery(everyone)} />}
        more="Show older ones"
      >
        {(sessions) => (
          <ul className="mt-4 divide-y divide-line">
            {sessions.map((session) => (
              <Card key={session.id} session={session} />
            ))}
          </ul>
        )}
      </Pages>
    </>
  )
}

const day = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'short', year: 'numeric' })

function Card({ session }: { readonly session: SharedCard }) {
  return (
    <li>
      <Link
        href={paths.sharedSession(session.id)}
        prefetch={false}
        className="group flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1 py-3.5"
      >
        <span className="min-w-0 break-words font-display text-lg decoration-quint decoration-2 underline-offset-4 group-hover:underline">
          {session.title}
        </span>
        <span className="flex flex-wrap gap-x-3 text-sm text-muted">
          <span className={session.own ? 'font-semibold text-quint' : ''}>{session.own ? `You, as ${session.pseudonym}` : session.pseudonym}</span>
          <Difficulty value={session.difficulty} />
          <span>{amount(session.words, 'word')}</span>
          <time dateTime={session.sharedAt}>{day.format(new Date(session.sharedAt))}</time>
        </span>
      </Link>
    </li>
  )
}

interface FiltersProps {
  readonly query: FeedQuery
  readonly onChange: (query: FeedQuery) => void
}

function Filters({ query, onChange }: FiltersProps) {
  return (
    <search className="mt-6 flex flex-wrap items-center gap-x-6 gap-y-4">
      <SearchField label="Search in the names of problems" value={query.q} onChange={(q) => onChange({ ...query, q })} placeholder="A problem" />
      <SelectField
        label="From"
        value={query.site ?? ''}
        onChange={(chosen) => onChange({ ...query, site: feedSites.find((known) => known === chosen) })}
        any="anywhere"
        options={siteWords}
      />
    </search>
  )
}

function Nothing({ query, onClear }: { readonly query: FeedQuery; readonly onClear: () => void }) {
  if (feedPath(query) !== feedPath(everyone))
    return (
      <div role="status" className="mt-12">
        <p className="font-display text-xl">Nobody has shared that yet.</p>
        <p className="mt-4">
          <Button look="quiet" onClick={onClear}>
            Show everything
          </Button>
        </p>
      </div>
    )
  return (
    <div className="mt-12 max-w-[52ch]">
      <p className="font-display text-xl">Nobody has shared a session yet.</p>
      <p className="mt-2 text-muted">Be the first: open a finished session and share it. Your name stays with you, and you can take it back.</p>
      <p className="mt-6">
        <Link href={paths.sessions} className={buttonClass()}>
          See your sessions
        </Link>
      </p>
    </div>
  )
}
