'use client'
/** The room of an interview, from the opening of its line to its summary. */
import { useEffect, useMemo } from 'react'
import { newId } from '../../api/new-id.ts'
import type { OpenLine } from '../../api/talk-line.ts'
import { Notice } from '../../ui/notice.tsx'
import { Skeleton, Waiting } from '../../ui/skeleton.tsx'
import type { Ask } from '../asks.ts'
import type { Material } from '../evidence.ts'
import { isEnding, summaryOf } from '../room.ts'
import { type UseRoom, useRoom } from '../use-room.ts'
import type { RoomInterview } from '../wire.ts'
import { RoomHead } from './room-head.tsx'
import { SummaryView } from './summary-view.tsx'
import { Working } from './working.tsx'

export interface RoomViewProps {
  readonly id: string
  readonly openLine: OpenLine<Ask>
  /** In which the problem can be solved. */
  readonly languages: readonly string[]
  /** There is no such interview, or it is not theirs. */
  readonly onMissing: () => void
}

export function RoomView({ id, openLine, languages, onMissing }: RoomViewProps) {
  const room = useRoom({ id, openLine, newId })
  const { state, line, send, retry } = room
  const { interview, trouble } = state
  const missing = interview === undefined && trouble?.code === 'not_found'
  useEffect(() => {
    if (missing) onMissing()
  }, [missing, onMissing])
  const over = interview?.stage === 'summary'
  return (
    <div
      data-room={interview?.stage ?? 'opening'}
      className={`flex min-h-dvh flex-col ${over ? '' : 'lg:h-[calc(100dvh-var(--above))] lg:min-h-0 lg:overflow-hidden'}`}
    >
      <RoomHead interview={interview} ending={isEnding(state)} line={line} onRetry={retry} onEnd={() => send({ kind: 'end_session' })} />
      <main id="main" tabIndex={-1} className="flex min-h-0 flex-1 flex-col outline-none">
        {interview === undefined ? (
          <Opening trouble={trouble?.message} onRetry={retry} />
        ) : (
          <Inside id={id} room={room} interview={interview} languages={languages} />
        )}
      </main>
    </div>
  )
}

function Opening({ trouble, onRetry }: { readonly trouble: string | undefined; readonly onRetry: () => void }) {
  return (
    <div className="mx-auto grid w-full max-w-4xl gap-4 px-4 py-8 sm:px-6">
      <h1 className="sr-only">Interview</h1>
      {trouble === undefined ? <Waiting label="The room is being opened." /> : <Notice message={trouble} onRetry={onRetry} />}
      <Skeleton className="h-10 w-72 max-w-full" />
      <Skeleton className="h-72" />
    </div>
  )
}

export interface InsideProps {
  readonly id: string
  readonly room: UseRoom
  readonly interview: RoomInterview
  readonly languages: RoomViewProps['languages']
}

function Inside(props: InsideProps) {
  const { id, room, interview } = props
  const { entries } = room.state
  const { problem } = interview
  const material = useMemo<Material>(() => ({ entries, problem }), [entries, problem])
  if (interview.stage !== 'summary') return <Working {...props} material={material} />
  const told = summaryOf(room.state)
  const nothing = told === undefined ? interview.status === 'abandoned' : told.summary === undefined
  return <SummaryView id={id} summary={told?.summary} material={material} startedAt={interview.startedAt} nothing={nothing} />
}
