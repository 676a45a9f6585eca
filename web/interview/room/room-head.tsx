'use client'
/** The head of the room: where it stands, how much time is left, the way out. */
import Link from 'next/link'
import { useState } from 'react'
import { paths } from '../../paths.ts'
import { Button, buttonClass } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Mark } from '../../ui/mark.tsx'
import type { LineState } from '../use-line.ts'
import type { RoomInterview } from '../wire.ts'
import { StageRail } from './stage-rail.tsx'
import { Timer } from './timer.tsx'

export interface RoomHeadProps {
  readonly interview: RoomInterview | undefined
  /** The end was asked for already. */
  readonly ending: boolean
  readonly line: LineState
  readonly onRetry: () => void
  readonly onEnd: () => void
}

export function RoomHead({ interview, ending, line, onRetry, onEnd }: RoomHeadProps) {
  const [asking, setAsking] = useState(false)
  const over = interview === undefined || interview.stage === 'summary' || interview.status !== 'in_progress'
  return (
    <header className="sticky top-(--above) z-30 border-b border-line bg-paper">
      <div className="mx-auto flex h-14 max-w-[100rem] items-center gap-3 px-4 sm:gap-6 sm:px-6">
        <Link href={paths.interviews} className="hidden shrink-0 sm:block" aria-label="Out of the room">
          <Mark className="size-7" />
        </Link>
        {line === 'open' && interview !== undefined ? <StageRail stage={interview.stage} /> : null}
        <LineNote line={line} onRetry={onRetry} />
        <div className="ml-auto flex shrink-0 items-center gap-3 sm:gap-5">
          {over ? null : <Timer remainingMs={interview.remainingMs} />}
          {/* Nothing is in the place of what ends it before it is known which it is. */}
          {interview === undefined && line === 'opening' ? null : over ? (
            <Link href={paths.interviews} className={`${buttonClass('plain')} whitespace-nowrap`}>
              All interviews
            </Link>
          ) : (
            <Button look="quiet" className="px-3 sm:px-5" busy={ending} onClick={() => setAsking(true)}>
              End
            </Button>
          )}
        </div>
      </div>
      {asking && !ending && !over ? (
        <Dialog title="End the interview?" onClose={() => setAsking(false)}>
          <p className="mt-3 text-muted">You get your summary. If you only leave, the clock runs on and you can come back.</p>
          <div className="mt-6 flex flex-wrap justify-end gap-3">
            <Link href={paths.interviews} className={buttonClass('plain')}>
              Only leave
            </Link>
            <Button look="quiet" onClick={() => setAsking(false)}>
              Go on
            </Button>
            <Button
              onClick={() => {
                setAsking(false)
                onEnd()
              }}
            >
              End it
            </Button>
          </div>
        </Dialog>
      ) : null}
    </header>
  )
}

const notes: Readonly<Record<Exclude<LineState, 'open'>, readonly [what: string, more: string]>> = {
  opening: ['Connecting …', ''],
  broken: ['The connection broke.', 'Nothing is lost; trying again …'],
  ended: ['You were signed out.', 'What you wrote stays on this device.'],
}

/** In the place of the stages, which stand still meanwhile: nothing below moves when a line breaks and comes back. */
function LineNote({ line, onRetry }: { readonly line: LineState; readonly onRetry: () => void }) {
  return (
    <div role="status" data-line={line} className="min-w-0 text-sm leading-tight text-muted empty:hidden">
      {line === 'open' ? null : (
        <p className="flex items-center gap-3">
          <span>
            {notes[line][0]} <span className="max-sm:sr-only">{notes[line][1]}</span>
          </span>
          {line === 'broken' ? (
            <Button look="plain" className="shrink-0 text-sm" onClick={onRetry}>
              Try now
            </Button>
          ) : null}
          {line === 'ended' ? (
            <a href={paths.signIn(window.location.pathname)} className="shrink-0 py-3 underline underline-offset-4">
              Sign in
            </a>
          ) : null}
        </p>
      )}
    </div>
  )
}
