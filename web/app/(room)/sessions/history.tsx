'use client'
/** Search, filter, and as many pages as one asks for; all of it in the address. */
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { Search } from 'lucide-react'
import Link from 'next/link'
import { useEffect, useState } from 'react'
import { learning } from '../../../api/gateway.ts'
import { keys } from '../../../api/keys.ts'
import { messageOf } from '../../../api/problem.ts'
import { paths } from '../../../paths.ts'
import { Button, buttonClass } from '../../../ui/button.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { Skeleton, Waiting } from '../../../ui/skeleton.tsx'
import { isSignedOut, useSignedOut } from '../../../ui/use-learner-query.ts'
import { type HistoryQuery, historyPath, statuses } from './history-query.ts'
import { SessionList, statusWords } from './session-list.tsx'

const pageSize = 20

export function History({ start }: { readonly start: HistoryQuery }) {
  const [query, setQuery] = useState(start)
  const asked = useSettled(query)
  useEffect(() => window.history.replaceState(null, '', historyPath(query)), [query])
  const pages = useInfiniteQuery({
    queryKey: keys.sessions(asked.q.trim(), asked.status),
    queryFn: ({ pageParam, signal }) => learning.sessions({ q: asked.q.trim(), status: asked.status, cursor: pageParam, limit: pageSize }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  })
  useSignedOut(pages.error)
  const sessions = pages.data?.pages.flatMap(({ items }) => items) ?? []
  return (
    <>
      <Filters query={query} onChange={setQuery} />
      {pages.isPending ? <ListSkeleton /> : null}
      {pages.isError && !isSignedOut(pages.error) ? (
        <div className="mt-6">
          <Notice message={messageOf(pages.error)} onRetry={() => void pages.refetch()} />
        </div>
      ) : null}
      {pages.isSuccess && sessions.length === 0 ? <Nothing query={query} onClear={() => setQuery({ q: '', status: undefined })} /> : null}
      {sessions.length === 0 ? null : <SessionList sessions={sessions} />}
      {pages.hasNextPage ? (
        <p className="mt-8 text-center">
          <Button look="quiet" busy={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
            Show older ones
          </Button>
        </p>
      ) : null}
    </>
  )
}

const settleMs = 250

/** What was typed, once the typing pauses. */
function useSettled<T>(value: T): T {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), settleMs)
    return () => clearTimeout(timer)
  }, [value])
  return settled
}

interface FiltersProps {
  readonly query: HistoryQuery
  readonly onChange: (query: HistoryQuery) => void
}

function Filters({ query, onChange }: FiltersProps) {
  return (
    <search className="mt-6 flex flex-wrap items-center gap-x-6 gap-y-4">
      <label className="relative min-w-0 flex-1 basis-60">
        <span className="sr-only">Search by the name of the problem</span>
        <Search aria-hidden className="pointer-events-none absolute left-3.5 top-3.5 size-5 text-muted" />
        <input
          type="search"
          value={query.q}
          onChange={(event) => onChange({ ...query, q: event.target.value })}
          maxLength={255}
          placeholder="Name of the problem"
          className="min-h-12 w-full rounded-card border border-edge bg-surface pl-11 pr-3 text-ink placeholder:text-muted"
        />
      </label>
      <fieldset className="flex flex-wrap gap-1">
        <legend className="sr-only">State</legend>
        {[undefined, ...statuses].map((status) => (
          <label
            key={status ?? 'all'}
            className="flex min-h-10 items-center rounded-card px-3 text-muted has-[:checked]:bg-ink has-[:checked]:text-paper has-[:focus-visible]:outline-2 has-[:focus-visible]:outline-offset-2 has-[:focus-visible]:outline-quint"
          >
            <input type="radio" name="status" className="sr-only" checked={query.status === status} onChange={() => onChange({ ...query, status })} />
            {status === undefined ? 'All' : statusWords[status]}
          </label>
        ))}
      </fieldset>
    </search>
  )
}

function Nothing({ query, onClear }: { readonly query: HistoryQuery; readonly onClear: () => void }) {
  if (query.q.trim() !== '' || query.status !== undefined)
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

function ListSkeleton() {
  return (
    <div className="mt-6 grid gap-3">
      <Waiting label="Your sessions are being fetched." />
      {Array.from({ length: 6 }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows are all alike
        <Skeleton key={index} className="h-16" />
      ))}
    </div>
  )
}
