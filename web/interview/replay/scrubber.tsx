'use client'
/** The time of an interview as a line to move along: stages and runs are marked on it, keys and buttons go from one event to the next. */
import { Pause, Play, SkipBack, SkipForward } from 'lucide-react'
import { useEffect, useId, useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { clockText } from '../words.ts'
import type { Mark } from './moment.ts'

export interface ScrubberProps {
  readonly atMs: number
  readonly lengthMs: number
  readonly marks: readonly Mark[]
  /** What happens at this moment, for who cannot see it. */
  readonly now: string
  readonly onMove: (atMs: number) => void
  readonly onStep: (by: 1 | -1) => void
}

const stepMs = 900

export function Scrubber({ atMs, lengthMs, marks, now, onMove, onStep }: ScrubberProps) {
  const [playing, setPlaying] = useState(false)
  const label = useId()
  const over = atMs >= lengthMs
  useEffect(() => {
    if (!playing || over) return
    const timer = setTimeout(() => onStep(1), stepMs)
    return () => clearTimeout(timer)
  })
  const play = (): void => {
    if (over) onMove(0)
    setPlaying(over || !playing)
  }
  const running = playing && !over
  return (
    <div className="rounded-card border border-line bg-surface px-3 py-3 sm:px-4">
      <div className="flex items-center gap-1 sm:gap-2">
        <Button look="plain" className="!px-2" onClick={() => onStep(-1)}>
          <SkipBack aria-hidden className="size-5" />
          <span className="sr-only">One event back</span>
        </Button>
        <Button look="quiet" className="!px-3" onClick={play}>
          {running ? <Pause aria-hidden className="size-5" /> : <Play aria-hidden className="size-5" />}
          <span className="sr-only">{running ? 'Stop' : 'Play event by event'}</span>
        </Button>
        <Button look="plain" className="!px-2" onClick={() => onStep(1)}>
          <SkipForward aria-hidden className="size-5" />
          <span className="sr-only">One event on</span>
        </Button>
        <p className="ml-auto whitespace-nowrap font-mono text-sm tabular-nums text-muted">
          {clockText(atMs)} of {clockText(lengthMs)}
        </p>
      </div>
      <label htmlFor={label} className="sr-only">
        Moment of the interview
      </label>
      <input
        id={label}
        type="range"
        min={0}
        max={Math.max(1, lengthMs)}
        step={1}
        value={atMs}
        aria-valuetext={`${clockText(atMs)}: ${now}`}
        onChange={(event) => {
          setPlaying(false)
          onMove(Number(event.target.value))
        }}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowRight' && event.key !== 'ArrowLeft') return
          event.preventDefault()
          setPlaying(false)
          onStep(event.key === 'ArrowRight' ? 1 : -1)
        }}
        className="mt-2 block h-6 w-full accent-[var(--accent)]"
      />
      <Marks marks={marks} lengthMs={lengthMs} onMove={onMove} />
    </div>
  )
}

const looks: Readonly<Record<Mark['kind'], string>> = { stage: 'var(--muted)', run: 'var(--muted)', good: 'var(--earth)', bad: 'var(--danger)' }

/** Drawn: a style attribute would need another policy. */
function Marks({ marks, lengthMs, onMove }: Pick<ScrubberProps, 'marks' | 'lengthMs' | 'onMove'>) {
  return (
    <>
      <svg aria-hidden className="h-3 w-full" preserveAspectRatio="none" viewBox="0 0 1000 12">
        {marks.map((mark) => (
          <rect
            key={`${mark.atMs} ${mark.label}`}
            x={Math.min(997, (mark.atMs / Math.max(1, lengthMs)) * 1000)}
            y={mark.kind === 'stage' ? 0 : 3}
            width={3}
            height={mark.kind === 'stage' ? 12 : 9}
            fill={looks[mark.kind]}
          />
        ))}
      </svg>
      <ul className="mt-1 flex flex-wrap gap-x-3">
        {marks.map((mark) => (
          <li key={`${mark.atMs} ${mark.label}`}>
            <button
              type="button"
              onClick={() => onMove(mark.atMs)}
              className="min-h-8 text-sm text-muted underline decoration-line underline-offset-4 hover:text-ink"
            >
              {mark.label} <span className="tabular-nums">{clockText(mark.atMs)}</span>
            </button>
          </li>
        ))}
      </ul>
    </>
  )
}
