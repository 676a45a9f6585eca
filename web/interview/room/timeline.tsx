/** The course of an interview: when each stage began, and when each run ended how. */
import type { Entry } from '../interview.ts'
import { marksOf, timed } from '../replay/moment.ts'
import { clockText, outcomeWords, stageWords } from '../words.ts'

export interface TimelineProps {
  readonly entries: readonly Entry[]
  /** ISO 8601. */
  readonly startedAt: string
}

const dots = { stage: 'bg-ink', run: 'bg-muted', good: 'bg-[var(--earth)]', bad: 'bg-danger' } as const

export function Timeline({ entries, startedAt }: TimelineProps) {
  const marks = marksOf({ entries: timed(entries, startedAt) }, { stage: (stage) => stageWords[stage], outcome: outcomeWords })
  if (marks.length === 0) return null
  return (
    <section aria-labelledby="timeline" className="mt-10">
      <h2 id="timeline" className="text-xl">
        How the time went
      </h2>
      <ol className="mt-3 grid gap-1.5 border-l border-line pl-4">
        {marks.map(({ atMs, kind, label }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: what has happened keeps its place.
          <li key={index} className="flex items-baseline gap-3">
            <span aria-hidden className={`-ml-[1.28rem] size-2 shrink-0 self-center rounded-full ${dots[kind]}`} />
            <span className="w-14 shrink-0 text-sm tabular-nums text-muted">{clockText(atMs)}</span>
            <span className={kind === 'stage' ? 'font-semibold' : ''}>{label}</span>
          </li>
        ))}
      </ol>
    </section>
  )
}
