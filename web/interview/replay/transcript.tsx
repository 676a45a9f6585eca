'use client'
/** The log of an interview up to a moment: words, runs, stages; the last of it is kept in view. */
import { useEffect, useRef } from 'react'
import type { Span } from '../../coach/segments.ts'
import { isSpoken, type PastEntry } from '../interview.ts'
import { entryAnchor } from '../room/show.ts'
import { Turn } from '../room/talk-log.tsx'
import { Scrolling } from '../scrolling.tsx'
import { clockText, outcomeWords, stageWords } from '../words.ts'

export interface TranscriptProps {
  readonly entries: readonly PastEntry[]
  readonly shown?: { readonly seq: number; readonly span: Span } | undefined
  readonly onGo: (entry: PastEntry) => void
}

export function Transcript({ entries, shown, onGo }: TranscriptProps) {
  const box = useRef<HTMLElement>(null)
  const last = entries.at(-1)?.seq
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever the moment changes; what is pointed at goes first.
  useEffect(() => {
    const held = box.current
    if (held === null) return
    const marked = held.querySelector<HTMLElement>('[data-shown]')
    held.scrollTop = marked === null ? held.scrollHeight : marked.offsetTop - held.clientHeight / 3
  }, [last, shown])
  return (
    <Scrolling box={box} label="What was said" className="max-h-[70vh] min-h-40 overflow-y-auto rounded-card border border-line bg-paper px-4 py-4">
      <ol className="grid gap-4">
        {entries.map((entry) => (
          <li key={entry.seq} id={entryAnchor(entry.seq)} className="grid">
            {isSpoken(entry) ? <Turn one={entry} span={shown?.seq === entry.seq ? shown.span : undefined} /> : <Happened entry={entry} onGo={onGo} />}
          </li>
        ))}
      </ol>
    </Scrolling>
  )
}

function Happened({ entry, onGo }: { readonly entry: PastEntry; readonly onGo: (entry: PastEntry) => void }) {
  const words = wordsOf(entry)
  if (words === '') return null
  return (
    <p className="text-sm text-muted">
      <button type="button" onClick={() => onGo(entry)} className="min-h-8 text-left underline decoration-line underline-offset-4 hover:text-ink">
        <span className="font-mono tabular-nums">{clockText(entry.atMs)}</span> {words}
      </button>
    </p>
  )
}

/** Of what happened without words; empty for what is told elsewhere. */
export function wordsOf({ kind, stage, run, analysis, text }: PastEntry): string {
  switch (kind) {
    case 'stage':
      return stage === undefined ? '' : `Stage: ${stageWords[stage]}`
    case 'run':
      return 'Ran the code'
    case 'code_submission':
      return 'Handed in the code'
    case 'run_result':
      return run === undefined
        ? outcomeWords('unavailable')
        : `${outcomeWords(run.status)}${run.testsTotal > 0 ? `, ${run.testsPassed} of ${run.testsTotal} tests` : ''}`
    case 'code_analysis':
      return analysis === undefined ? '' : `Feedback: ${analysis.score} of 10`
    case 'session_summary':
      return 'Summary'
    case 'end_session':
      return 'Ended the interview'
    default:
      return text
  }
}
