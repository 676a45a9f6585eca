'use client'
/** An interview moment by moment: what was said and what the code was like then, and every claim of the rubric at its place. */
import Link from 'next/link'
import { type RefObject, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { Span } from '../../coach/segments.ts'
import { paths } from '../../paths.ts'
import { buttonClass } from '../../ui/button.tsx'
import { ClaimList } from '../claim-list.tsx'
import type { Evidence, Material } from '../evidence.ts'
import type { PastEntry } from '../interview.ts'
import { markdownAddress, type Replay } from '../interviews.ts'
import { ProblemPane } from '../room/problem-pane.tsx'
import { Outcome } from '../room/run-output.tsx'
import { bring, statementAnchor } from '../room/show.ts'
import { Growths } from '../room/suggestions.tsx'
import { SummaryParts } from '../room/summary-view.tsx'
import { BandName, Rubric } from '../rubric.tsx'
import { languageName, outcomeWords, personaWords, stageWords } from '../words.ts'
import { CodeFilm } from './code-film.tsx'
import { lengthOf, marksOf, momentAt, momentOf, type Pointer, stepFrom } from './moment.ts'
import { Scrubber } from './scrubber.tsx'
import { Transcript, wordsOf } from './transcript.tsx'

export interface ReplayViewProps {
  readonly replay: Replay
  /** What the address points at. */
  readonly pointer: Pointer | undefined
  /** Other interviews about the same problem. */
  readonly others: readonly { readonly id: string; readonly label: string }[]
}

export function ReplayView({ replay, pointer, others }: ReplayViewProps) {
  const { interview, entries } = replay
  const [shown, setShown] = useState<Pointer | undefined>(pointer)
  const [atMs, setAtMs] = useState(() => momentOf(replay, pointer?.seq ?? 0) ?? lengthOf(replay))
  const film = useRef<HTMLElement>(null)
  useInSight(film, shown)
  const material = useMemo<Material>(() => ({ entries, problem: interview.problem }), [entries, interview.problem])
  const marks = useMemo(() => marksOf(replay, { stage: (stage) => stageWords[stage], outcome: outcomeWords }), [replay])

  const move = useCallback((to: number) => {
    setAtMs(to)
    setShown(undefined)
  }, [])
  const step = useCallback(
    (by: 1 | -1) => {
      setAtMs((now) => stepFrom(replay, now, by))
      setShown(undefined)
    },
    [replay],
  )
  const show = useCallback(
    (evidence: Evidence) => {
      if (evidence.kind === 'interview') return
      if (evidence.kind === 'statement') return bring(statementAnchor)
      const { entry, span } = evidence
      setAtMs(momentOf(replay, entry.seq) ?? 0)
      setShown({ seq: entry.seq, ...span })
      film.current?.scrollIntoView({ block: 'start' })
      film.current?.focus({ preventScroll: true })
    },
    [replay],
  )
  const summary = entries.findLast(({ kind }) => kind === 'session_summary')?.summary
  const moment = momentAt(replay, atMs)
  const pointed = entries.find(({ seq }) => seq === shown?.seq)
  const span = shown === undefined ? undefined : { start: shown.start, end: shown.end }
  const latest = moment.entries.at(-1)
  return (
    <>
      <Head replay={replay} others={others} />
      <section ref={film} tabIndex={-1} aria-label="Moment by moment" className="mt-8 scroll-mt-20 outline-none">
        <Scrubber
          atMs={atMs}
          lengthMs={lengthOf(replay)}
          marks={marks}
          now={latest === undefined ? 'the beginning' : wordsOf(latest)}
          onMove={move}
          onStep={step}
        />
        <div className="mt-4 grid grid-cols-[minmax(0,1fr)] items-start gap-6 lg:grid-cols-2">
          <Transcript
            entries={moment.entries}
            shown={shown === undefined || span === undefined ? undefined : { seq: shown.seq, span }}
            onGo={(entry) => move(entry.atMs)}
          />
          <CodeThen replay={replay} atMs={atMs} pointed={pointed} span={span} />
        </div>
      </section>
      {summary === undefined ? null : (
        <div className="mt-12 grid items-start gap-x-16 gap-y-10 lg:grid-cols-2">
          <section aria-labelledby="rubric">
            <h2 id="rubric" className="text-xl">
              The four dimensions
            </h2>
            <div className="mt-5">
              <Rubric rubric={summary.rubric} claims={(claims) => <ClaimList claims={claims} material={material} onShow={show} />} />
            </div>
          </section>
          <SummaryParts summary={summary} material={material} onShow={show} />
        </div>
      )}
      {interview.problem === null || interview.problem.statement === undefined ? null : (
        <div className="mt-12 border-t border-line pt-8">
          <ProblemPane problem={interview.problem} />
        </div>
      )}
    </>
  )
}

/** Left and right of it there is room on a wide screen; on a narrow one the code is far below the talk. */
function useInSight(film: RefObject<HTMLElement | null>, shown: Pointer | undefined): void {
  useEffect(() => {
    const mark = shown === undefined ? null : film.current?.querySelector('[data-shown]')
    const box = mark?.getBoundingClientRect()
    if (box !== undefined && (box.top < headPx || box.bottom > window.innerHeight - footPx)) mark?.scrollIntoView({ block: 'center' })
  }, [film, shown])
}

/** What lies over the page at its edges. */
const headPx = 80
const footPx = 100

function Head({ replay: { interview, entries }, others }: Pick<ReplayViewProps, 'replay' | 'others'>) {
  const summary = entries.findLast(({ kind }) => kind === 'session_summary')?.summary
  return (
    <>
      <p className="text-muted">
        <time dateTime={interview.startedAt}>{new Date(interview.startedAt).toLocaleDateString('en', { dateStyle: 'long' })}</time>
        {` · ${languageName(interview.language)} · ${personaWords[interview.persona].name.toLowerCase()} interviewer`}
      </p>
      <h1 className="mt-1 text-2xl sm:text-3xl">{interview.problem?.title ?? 'Interview'}</h1>
      {summary === undefined ? (
        <p className="mt-3 text-muted">
          {interview.status === 'in_progress' ? 'It goes on; this is what happened so far.' : 'It was left early, so there is no summary.'}
        </p>
      ) : (
        <>
          <p className="mt-3 text-lg">
            <BandName band={summary.band} />
          </p>
          <p className="mt-2 max-w-[68ch] whitespace-pre-wrap">{summary.text}</p>
        </>
      )}
      <div className="mt-5 flex flex-wrap items-center gap-3">
        {interview.status === 'in_progress' ? (
          // The room has a policy of its own, for its editor: its page is loaded anew.
          <a href={paths.interview(interview.id)} className={buttonClass()}>
            Back into the room
          </a>
        ) : null}
        <a href={markdownAddress(interview.id)} download className={buttonClass('quiet')}>
          Take it as Markdown
        </a>
        {others.length === 0 ? null : <Others id={interview.id} others={others} />}
      </div>
    </>
  )
}

function Others({ id, others }: { readonly id: string; readonly others: ReplayViewProps['others'] }) {
  return (
    <details className="relative">
      <summary className={buttonClass('plain')}>Compare with …</summary>
      <ul className="mt-2 grid gap-1">
        {others.map((other) => (
          <li key={other.id}>
            <Link href={paths.interviewCompare(id, other.id)} className="inline-flex min-h-9 items-center underline underline-offset-4">
              {other.label}
            </Link>
          </li>
        ))}
      </ul>
    </details>
  )
}

interface CodeThenProps {
  readonly replay: Replay
  readonly atMs: number
  /** The entry that is pointed at, and where. */
  readonly pointed: PastEntry | undefined
  readonly span: Span | undefined
}

/** The code, the last run and the last feedback of a moment. */
function CodeThen({ replay, atMs, pointed, span }: CodeThenProps) {
  const moment = momentAt(replay, atMs)
  const handed = pointed?.code ?? ''
  const code = handed === '' ? moment.code : { text: handed, language: pointed?.language ?? '' }
  const result = moment.entries.findLast(({ kind }) => kind === 'run_result')
  const analysis = moment.entries.findLast(({ kind }) => kind === 'code_analysis')?.analysis
  return (
    <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-4">
      {code === undefined ? (
        <p className="rounded-card border border-line bg-surface px-4 py-6 text-muted">No code at this moment yet.</p>
      ) : (
        <CodeFilm text={code.text} language={code.language} span={handed === '' ? undefined : span} />
      )}
      {result === undefined ? null : (
        <section aria-label="Last run" className="rounded-card border border-line bg-surface px-4 py-3">
          <Outcome outcome={result.run} text={result.text} measured={result.measured} />
        </section>
      )}
      {analysis === undefined ? null : <Growths analysis={analysis} />}
    </div>
  )
}
