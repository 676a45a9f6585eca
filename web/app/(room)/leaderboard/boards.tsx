'use client'
/** One board at a time, by span and by what is counted; one's own place is always to be seen. */
import { keepPreviousData, useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { type Board, community, type Metric, type Place } from '../../../api/community.ts'
import { keys } from '../../../api/keys.ts'
import { messageOf } from '../../../api/problem.ts'
import { AwakeInput } from '../../../ui/awake.tsx'
import { Button } from '../../../ui/button.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { Skeleton, Waiting } from '../../../ui/skeleton.tsx'
import { isSignedOut, useSignedOut } from '../../../ui/use-learner-query.ts'
import { type BoardQuery, boardPath, metrics, spans, valueWords } from './board-query.ts'
import { Membership } from './membership.tsx'

export function Boards({ start }: { readonly start: BoardQuery }) {
  const queries = useQueryClient()
  const [query, setQuery] = useState(start)
  useEffect(() => window.history.replaceState(null, '', boardPath(query)), [query])
  const pages = useInfiniteQuery({
    queryKey: keys.board(query.window, query.metric),
    queryFn: ({ pageParam, signal }) => community.board({ ...query, cursor: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  })
  useSignedOut(pages.error)
  const board = pages.data?.pages[0]
  const places = pages.data?.pages.flatMap(({ items }) => items) ?? []
  const again = () => queries.invalidateQueries({ queryKey: keys.learning })
  return (
    <>
      <Choices query={query} onChange={setQuery} />
      {pages.isPending ? <BoardSkeleton /> : null}
      {pages.isError && !isSignedOut(pages.error) ? (
        <div className="mt-6">
          <Notice message={messageOf(pages.error)} onRetry={() => void pages.refetch()} />
        </div>
      ) : null}
      {board === undefined ? null : (
        <>
          {places.length === 0 ? <TooFew board={board} /> : <Places metric={query.metric} places={places} own={board.own} />}
          {pages.hasNextPage ? (
            <p className="mt-6 text-center">
              <Button look="quiet" busy={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
                Show more
              </Button>
            </p>
          ) : null}
          <Membership board={board} onChange={again} />
        </>
      )}
    </>
  )
}

interface ChoicesProps {
  readonly query: BoardQuery
  readonly onChange: (query: BoardQuery) => void
}

function Choices({ query, onChange }: ChoicesProps) {
  return (
    <div className="mt-6 grid gap-4">
      <Choice legend="What counts" name="metric" chosen={query.metric} options={metrics} onChange={(metric) => onChange({ ...query, metric })} />
      <Choice legend="How far back" name="window" chosen={query.window} options={spans} onChange={(window) => onChange({ ...query, window })} />
      <p className="text-muted">{metrics.find(([metric]) => metric === query.metric)?.[2]}</p>
    </div>
  )
}

interface ChoiceProps<Value extends string> {
  readonly legend: string
  readonly name: string
  readonly chosen: Value
  readonly options: readonly (readonly [Value, string, ...string[]])[]
  readonly onChange: (value: Value) => void
}

function Choice<Value extends string>({ legend, name, chosen, options, onChange }: ChoiceProps<Value>) {
  return (
    <fieldset className="flex flex-wrap gap-1">
      <legend className="sr-only">{legend}</legend>
      {options.map(([value, words]) => (
        <label
          key={value}
          className="flex min-h-10 items-center rounded-card px-3 text-muted has-[:checked]:bg-ink has-[:checked]:text-paper has-[:focus-visible]:outline-2 has-[:focus-visible]:outline-offset-2 has-[:focus-visible]:outline-quint"
        >
          <AwakeInput type="radio" name={name} className="sr-only" checked={value === chosen} onChange={() => onChange(value)} />
          {words}
        </label>
      ))}
    </fieldset>
  )
}

interface PlacesProps {
  readonly metric: Metric
  readonly places: readonly Place[]
  readonly own: Place | null
}

/** Equals stand under one number. */
function Places({ metric, places, own }: PlacesProps) {
  return (
    <table className="mt-6 w-full border-collapse text-left">
      <caption className="sr-only">Places, the first one first</caption>
      <thead>
        <tr className="border-b border-line text-sm text-muted">
          <th scope="col" className="w-16 py-2 font-normal">
            Place
          </th>
          <th scope="col" className="py-2 font-normal">
            Learner
          </th>
          <th scope="col" className="py-2 text-right font-normal">
            {metrics.find(([known]) => known === metric)?.[1]}
          </th>
        </tr>
      </thead>
      <tbody>
        {places.map((place) => (
          // Two learners may have chosen one name, but not one name at one place twice in a row by their order.
          <Row key={`${place.place} ${place.pseudonym}`} metric={metric} place={place} />
        ))}
        {own === null || places.some((place) => place.own) ? null : <Row metric={metric} place={own} />}
      </tbody>
    </table>
  )
}

function Row({ metric, place }: { readonly metric: Metric; readonly place: Place }) {
  return (
    <tr className={`border-b border-line ${place.own ? 'font-semibold text-quint' : ''}`}>
      <td className="py-3 tabular-nums">{place.place}</td>
      <td className="break-words py-3">
        {place.pseudonym}
        {place.own ? ' (you)' : ''}
      </td>
      <td className="py-3 text-right tabular-nums">{valueWords(metric, place.value)}</td>
    </tr>
  )
}

function TooFew({ board }: { readonly board: Board }) {
  return (
    <div role="status" className="mt-10 max-w-[52ch]">
      <p className="font-display text-xl">Too few are on this board yet.</p>
      <p className="mt-2 text-muted">It shows from {board.fewest} learners on, so that nobody can be told by it.</p>
    </div>
  )
}

function BoardSkeleton() {
  return (
    <div className="mt-6 grid gap-3">
      <Waiting label="The board is being fetched." />
      {Array.from({ length: 6 }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows are all alike
        <Skeleton key={index} className="h-12" />
      ))}
    </div>
  )
}
