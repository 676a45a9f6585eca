'use client'
/** Moving events: each shows at once where it was put and is saved behind that, one change at a time; what could not be saved goes back and can be tried again. */
import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import type { InTurn } from '../api/in-turn.ts'
import { keys } from '../api/keys.ts'
import { type Occurrence, planner } from '../api/planner.ts'
import type { Span } from './calendar.ts'
import { type Move, merged, moved, moveOf } from './move.ts'

export interface Moves {
  readonly error: unknown
  move(occurrence: Occurrence, span: Span): void
  retry(): void
}

/**
 * @param inTurn saves, one after the other, whatever is changed in the calendar.
 * @param onMoved is told of each move at once, before it is saved.
 */
export function useMoves(inTurn: InTurn, onMoved: (occurrence: Occurrence, span: Span) => void): Moves {
  const queries = useQueryClient()
  const [error, setError] = useState<unknown>()
  const waiting = useRef(new Map<string, Move>())
  const failed = useRef<readonly Move[]>([])
  const saving = useRef<Promise<void>>(undefined)

  const saveAll = async (): Promise<void> => {
    for (const move of taken(waiting.current)) {
      try {
        await save(move)
      } catch (thrown) {
        failed.current = [...waiting.current.values()].reduce(merged, [move])
        waiting.current.clear()
        setError(thrown)
      }
    }
  }

  const saved = (): void => {
    saving.current = undefined
    void queries.invalidateQueries({ queryKey: keys.planner })
  }

  const begin = (moves: readonly Move[]): void => {
    failed.current = []
    setError(undefined)
    void show(queries, moves)
    for (const move of moves) for (const one of merged([...waiting.current.values()], move)) waiting.current.set(one.eventId, one)
    saving.current ??= inTurn(saveAll).finally(saved)
  }
  return {
    error,
    move(occurrence, span) {
      begin([moveOf(occurrence, span)])
      onMoved(occurrence, span)
    },
    retry: () => begin(failed.current),
  }
}

/** First come, first taken; what comes meanwhile is taken too. */
function* taken(waiting: Map<string, Move>): Generator<Move> {
  for (let next = waiting.values().next(); !next.done; next = waiting.values().next()) {
    waiting.delete(next.value.eventId)
    yield next.value
  }
}

async function save({ eventId, by, length }: Move): Promise<void> {
  const event = await planner.event(eventId)
  const start = new Date(Date.parse(event.startDate) + by)
  await planner.change(eventId, { startDate: start.toISOString(), endDate: new Date(start.getTime() + length).toISOString() })
}

/** What is being fetched would show it where it was. */
async function show(queries: QueryClient, moves: readonly Move[]): Promise<void> {
  const calendars = { predicate: ({ queryKey }: { readonly queryKey: readonly unknown[] }) => keys.isCalendar(queryKey) }
  const stopped = queries.cancelQueries(calendars)
  queries.setQueriesData<readonly Occurrence[]>(calendars, (found) =>
    found?.map((one) => moves.reduce(moved, one)).sort((one, other) => Date.parse(one.startDate) - Date.parse(other.startDate)),
  )
  await stopped
}
