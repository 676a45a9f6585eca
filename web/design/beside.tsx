'use client'
/** Which other attempt at the same problem this one is put beside. */
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { design, type Submission } from '../api/design.ts'
import { paths } from '../paths.ts'
import { Button } from '../ui/button.tsx'
import { usePages } from '../ui/pages.tsx'
import { stateWords } from './words.ts'

export interface BesideProps {
  readonly id: string
  readonly problemId: string
  /** Chosen at first. */
  readonly otherId: string | null
}

export function Beside({ id, problemId, otherId }: BesideProps) {
  const router = useRouter()
  const pages = usePages({ queryKey: ['design', 'attempts', problemId], read: (cursor, signal) => design.submissions(problemId, cursor, signal) })
  const others = (pages.data?.pages.flatMap(({ items }) => items) ?? []).filter((one) => one.id !== id)
  const [chosen, setChosen] = useState(otherId)
  const first = others.find((one) => one.id === chosen) ?? others[0]
  // Where it is known that there is another one, the room of the choice is held until it comes.
  if (first === undefined && !(pages.isPending && otherId !== null)) return null
  return (
    <div className="flex flex-wrap items-end gap-3">
      <label className="grid min-w-0 max-w-sm flex-1 basis-64 gap-1.5">
        <span className="font-semibold">Put it beside</span>
        <select
          value={first?.id ?? ''}
          onChange={({ target }) => setChosen(target.value)}
          className="min-h-12 w-full rounded-card border border-edge bg-surface px-3 text-ink"
        >
          {others.map((one) => (
            <option key={one.id} value={one.id}>
              {attemptWords(one)}
            </option>
          ))}
        </select>
      </label>
      <Button look="quiet" disabled={first === undefined} onClick={() => first !== undefined && router.push(paths.designCompare(id, first.id))}>
        Compare
      </Button>
      {pages.hasNextPage ? (
        <Button look="plain" busy={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
          Earlier attempts
        </Button>
      ) : null}
    </div>
  )
}

function attemptWords(one: Submission): string {
  const { attempt, verdict, createdAt } = one
  const outcome = verdict === null ? stateWords(one) : verdict === 'passed' ? 'held' : 'did not hold'
  return `Attempt ${attempt}, ${new Date(createdAt).toLocaleDateString('en', { day: 'numeric', month: 'short' })}, ${outcome}`
}
