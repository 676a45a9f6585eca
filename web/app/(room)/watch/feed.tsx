'use client'
/** The feed: searched, filtered, in one of three orders, and up to date while one looks. */
import { type InfiniteData, type QueryClient, useQueryClient } from '@tanstack/react-query'
import { X } from 'lucide-react'
import Link from 'next/link'
import { useEffect, useRef, useState } from 'react'
import type { Page } from '../../../api/community.ts'
import { keys } from '../../../api/keys.ts'
import { type VideoCard, watch } from '../../../api/watch.ts'
import { paths } from '../../../paths.ts'
import { Button } from '../../../ui/button.tsx'
import { Pages, usePages } from '../../../ui/pages.tsx'
import { SearchField, SelectField } from '../../../ui/search-field.tsx'
import { Skeleton, Waiting } from '../../../ui/skeleton.tsx'
import { useSettled } from '../../../ui/use-settled.ts'
import { withCard } from '../../../watch/cards.ts'
import { everything, type FeedQuery, feedPath } from '../../../watch/feed-query.ts'
import { useChanges } from '../../../watch/use-changes.ts'
import { subjects } from '../../../watch/words.ts'
import { Cards } from './cards.tsx'
import { OwnVideos } from './own-videos.tsx'

export function Feed({ start }: { readonly start: FeedQuery }) {
  const [query, setQuery] = useState(start)
  const asked = useSettled(query)
  const queries = useQueryClient()
  useEffect(() => window.history.replaceState(null, '', feedPath(query)), [query])
  const queryKey = [...keys.videos, 'feed', asked]
  const told = useRef(false)
  useChanges('', (change) => {
    if (change !== 'gone' && isShown(queries, queryKey, change)) return
    told.current = true
    void queries.invalidateQueries({ queryKey: keys.videos })
  })
  const pages = usePages({
    queryKey,
    read(cursor, signal) {
      const anew = told.current
      told.current = false
      return watch.feed({ ...asked, q: asked.q.trim(), cursor }, signal, anew)
    },
  })
  return (
    <>
      <OwnVideos />
      <Filters query={query} onChange={setQuery} />
      <Pages
        pages={pages}
        waiting={<FeedSkeleton />}
        nothing={<Nothing searched={feedPath(asked) !== feedPath(everything)} onClear={() => setQuery(everything)} />}
      >
        {(videos) => <Cards videos={videos} />}
      </Pages>
    </>
  )
}

/** A card that stands there changes where it is; what is new is asked for. */
function isShown(queries: QueryClient, queryKey: readonly unknown[], card: VideoCard): boolean {
  const list = withCard(queries.getQueryData<InfiniteData<Page<VideoCard>>>(queryKey), card)
  if (list !== undefined) queries.setQueryData(queryKey, list)
  return list !== undefined
}

interface FiltersProps {
  readonly query: FeedQuery
  readonly onChange: (query: FeedQuery) => void
}

function Filters({ query, onChange }: FiltersProps) {
  return (
    <search className="mt-6 flex flex-wrap items-center gap-x-4 gap-y-4">
      <SearchField label="Search in videos" value={query.q} onChange={(q) => onChange({ ...query, q })} placeholder="A topic" />
      <SelectField label="Subject" value={query.subject} any="all" options={subjects} onChange={(subject) => onChange({ ...query, subject })} />
      <SelectField label="Level" value={query.difficulty} any="any" options={levels} onChange={(difficulty) => onChange({ ...query, difficulty })} />
      <SelectField label="Order" value={query.sort} any="newest" options={orders} onChange={(sort) => onChange({ ...query, sort })} />
      {query.tag === '' ? null : (
        <Button look="quiet" aria-label={`Not only with the tag ${query.tag}`} onClick={() => onChange({ ...query, tag: '' })}>
          {query.tag}
          <X aria-hidden className="size-4" />
        </Button>
      )}
    </search>
  )
}

const levels = { easy: 'easy', medium: 'medium', hard: 'hard' }
const orders = { top: 'best rated', hot: 'much watched' }

function Nothing({ searched, onClear }: { readonly searched: boolean; readonly onClear: () => void }) {
  return (
    <div role="status" className="mt-12 max-w-[52ch]">
      <p className="font-display text-xl">{searched ? 'No video about that yet.' : 'No videos yet.'}</p>
      <p className="mt-2 text-muted">
        Ask for one: it is made while you do something else.{' '}
        <Link href={paths.topics} className="underline underline-offset-4">
          What can it be about?
        </Link>
      </p>
      {searched ? (
        <p className="mt-4">
          <Button look="quiet" onClick={onClear}>
            Show everything
          </Button>
        </p>
      ) : null}
    </div>
  )
}

function FeedSkeleton() {
  return (
    <div className="mt-6 grid gap-6 sm:grid-cols-2 lg:grid-cols-3">
      <Waiting label="Videos are being fetched." />
      {Array.from({ length: 6 }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the cards are all alike
        <Skeleton key={index} className="h-56" />
      ))}
    </div>
  )
}
