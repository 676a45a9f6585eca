'use client'
/** The board of one workload at a time, and being on the boards or not. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { lab } from '../../../../api/lab.ts'
import { messageOf } from '../../../../api/problem.ts'
import { useSending } from '../../../../coach/use-sending.ts'
import type { Board, Place } from '../../../../lab/lab.ts'
import { labKeys } from '../../../../lab/lab-keys.ts'
import { paths } from '../../../../paths.ts'
import { AwakeSelect } from '../../../../ui/awake.tsx'
import { Button } from '../../../../ui/button.tsx'
import { Notice } from '../../../../ui/notice.tsx'
import { Pages, RowsWaiting, usePages } from '../../../../ui/pages.tsx'

export function LabBoard({ start }: { readonly start: string | undefined }) {
  const lessons = useQuery({ queryKey: labKeys.lessons, queryFn: ({ signal }) => lab.lessons(signal), staleTime: 600_000 })
  const [chosen, setChosen] = useState(start)
  const workloads = [...new Map((lessons.data ?? []).map((lesson) => [lesson.workload, lesson.title]))]
  const workload = workloads.find(([name]) => name === chosen)?.[0] ?? workloads.find(([name]) => name === 'broadcast')?.[0] ?? workloads[0]?.[0]
  const choose = (name: string): void => {
    setChosen(name)
    window.history.replaceState(null, '', paths.labBoard(name))
  }
  if (lessons.isError)
    return (
      <div className="mt-6">
        <Notice message={messageOf(lessons.error)} onRetry={() => void lessons.refetch()} />
      </div>
    )
  if (workload === undefined) return <RowsWaiting label="The board is being fetched." />
  return (
    <>
      <label className="mt-6 flex flex-wrap items-center gap-2 text-muted">
        Workload
        <AwakeSelect
          value={workload}
          onChange={(event) => choose(event.target.value)}
          className="min-h-11 max-w-full rounded-card border border-edge bg-surface px-2 text-ink"
        >
          {workloads.map(([name, title]) => (
            <option key={name} value={name}>
              {title}
            </option>
          ))}
        </AwakeSelect>
      </label>
      <Places key={workload} workload={workload} />
    </>
  )
}

function Places({ workload }: { readonly workload: string }) {
  const queries = useQueryClient()
  const pages = usePages({ queryKey: labKeys.board(workload), read: (cursor, signal) => lab.board(workload, cursor, signal) })
  const board = pages.data?.pages[0]
  return (
    <>
      <Pages pages={pages} waiting={<RowsWaiting label="The board is being fetched." />} nothing={<TooFew fewest={board?.fewest ?? 0} />}>
        {(places) => <Table places={places} own={board?.own ?? null} />}
      </Pages>
      {board === undefined ? null : <Membership board={board} onChange={() => queries.invalidateQueries({ queryKey: ['lab', 'board'] })} />}
    </>
  )
}

function TooFew({ fewest }: { readonly fewest: number }) {
  return (
    <div role="status" className="mt-10 max-w-[52ch]">
      <p className="font-display text-xl">Too few are on this board yet.</p>
      <p className="mt-2 text-muted">It shows from {fewest} learners on, so that nobody can be told by it.</p>
    </div>
  )
}

/** Equals stand under one number. */
function Table({ places, own }: { readonly places: readonly Place[]; readonly own: Place | null }) {
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
            Messages per operation
          </th>
        </tr>
      </thead>
      <tbody>
        {places.map((place) => (
          <Row key={place.pseudonym} place={place} />
        ))}
        {own === null || places.some((place) => place.own) ? null : <Row place={own} />}
      </tbody>
    </table>
  )
}

function Row({ place }: { readonly place: Place }) {
  return (
    <tr className={`border-b border-line ${place.own ? 'font-semibold text-quint' : ''}`}>
      <td className="py-3 tabular-nums">{place.place}</td>
      <td className="break-words py-3">
        {place.pseudonym}
        {place.own ? ' (you)' : ''}
      </td>
      <td className="py-3 text-right tabular-nums">{place.value.toFixed(2)}</td>
    </tr>
  )
}

function Membership({ board, onChange }: { readonly board: Board; readonly onChange: () => Promise<void> }) {
  const sending = useSending(async (joined: boolean) => {
    await lab.join(joined)
    await onChange()
  })
  return (
    <section aria-labelledby="membership" className="mt-14 border-t border-line pt-8">
      <h2 id="membership" className="text-xl">
        {board.joined ? `You are on it as ${board.pseudonym}` : 'You are not on it'}
      </h2>
      <p role="status" className="mt-2 max-w-[60ch] text-muted">
        {board.joined
          ? 'Your best runs count. When you leave, you are off every board of the lab at once.'
          : 'Join under a name that we draw. Nobody can tell from it who you are, and you can leave at any time.'}
      </p>
      {sending.error === undefined ? null : (
        <div className="mt-4">
          <Notice message={messageOf(sending.error)} onRetry={() => void sending.retry()} />
        </div>
      )}
      <p className="mt-4 flex flex-wrap gap-3">
        <Button busy={sending.sending} onClick={() => void sending.send(true)}>
          {board.joined ? 'Draw another name' : 'Join the leaderboard'}
        </Button>
        {board.joined ? (
          <Button look="quiet" onClick={() => void sending.send(false)}>
            Leave
          </Button>
        ) : null}
      </p>
    </section>
  )
}
