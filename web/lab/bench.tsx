'use client'
/** The bench of one lesson: the text, the program, how it is tried, and what came of it. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Play, Square } from 'lucide-react'
import { useEffect, useState } from 'react'
import { lab } from '../api/lab.ts'
import { messageOf } from '../api/problem.ts'
import { useSending } from '../coach/use-sending.ts'
import { CodeEditor } from '../interview/editor/code-editor.tsx'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { useOnceKey } from '../ui/use-once-key.ts'
import { BenchHead } from './bench-head.tsx'
import { EarlierRuns } from './earlier-runs.tsx'
import type { WholeLesson, WholeRun, Wish } from './lab.ts'
import { labKeys } from './lab-keys.ts'
import { LessonText } from './lesson-text.tsx'
import { OptionsForm } from './options.tsx'
import { RunView } from './run-view.tsx'
import { useCourse } from './use-course.ts'
import { useProgram } from './use-program.ts'
import { type Options, usualOptions, wishOf } from './wish.ts'

export interface BenchProps {
  readonly lesson: WholeLesson
  /** A run to begin with. */
  readonly runId: string | undefined
}

export function Bench({ lesson, runId: first }: BenchProps) {
  const queries = useQueryClient()
  const [usual] = useState(() => usualOptions(lesson))
  const [options, setOptions] = useState(usual)
  const program = useProgram(lesson, options.transport)
  const [mistake, setMistake] = useState<string>()
  const choose = (next: Options): void => {
    if (next.transport !== options.transport) program.turn(next.transport)
    setMistake(undefined)
    setOptions(next)
  }
  const [runId, setRunId] = useState(first)
  const course = useCourse(runId)
  const show = (id: string): void => {
    window.history.replaceState(null, '', `?${new URLSearchParams({ run: id })}`)
    setRunId(id)
  }
  const touched = program.written || options !== usual || runId !== first
  usePast(first, touched, (run) => {
    program.take(run.program.language, Object.values(run.program.files)[0] ?? '')
    setOptions((before) => ({ ...before, ...optionsOf(run) }))
  })
  const once = useOnceKey()
  const starting = useSending(async (wish: Wish) => {
    const run = await lab.start(wish, once.of(wish))
    once.done()
    void queries.invalidateQueries({ queryKey: labKeys.runs })
    show(run.id)
  })
  const going = runId !== undefined && !course.over
  useEffect(() => {
    if (course.over) void queries.invalidateQueries({ queryKey: labKeys.runs })
  }, [course.over, queries])
  const run = (): void => {
    if (going || starting.sending) return
    const wish = wishOf({ lesson, language: program.language, code: program.code, options })
    setMistake(typeof wish === 'string' ? wish : undefined)
    if (typeof wish !== 'string') void starting.send(wish)
  }
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-x-10 gap-y-8 lg:grid-cols-[minmax(0,22rem)_minmax(0,1fr)]">
      <div className="lg:sticky lg:top-20 lg:max-h-[calc(100vh-6rem)] lg:self-start lg:overflow-y-auto lg:pr-2">
        <LessonText lesson={lesson} transport={options.transport} />
      </div>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-8">
        <section aria-label="Your node" className="grid grid-cols-[minmax(0,1fr)] gap-3">
          <BenchHead lesson={lesson} program={program} transport={options.transport} onTurn={(transport) => choose({ ...options, transport })} />
          <div className="h-[46vh] min-h-72">
            <CodeEditor
              value={program.code}
              revision={program.revision}
              language={program.language}
              onChange={program.write}
              onRun={run}
              onSubmit={run}
            />
          </div>
          <p className="hidden text-sm text-muted pointer-fine:block">Ctrl or ⌘ + Enter runs it. Ctrl + M lets Tab leave the editor.</p>
          <OptionsForm options={options} offered={lesson.faults} onChange={choose} />
          {going && runId !== undefined ? (
            <Stopping key={runId} runId={runId} />
          ) : (
            <p>
              <Button busy={starting.sending} onClick={run}>
                {starting.sending ? null : <Play aria-hidden className="size-4" />}
                Run the cluster
              </Button>
            </p>
          )}
          {mistake === undefined ? null : <Notice message={mistake} />}
          {starting.error === undefined ? null : <Notice message={messageOf(starting.error)} onRetry={() => void starting.retry()} />}
        </section>
        {runId === undefined ? null : <RunView key={runId} runId={runId} course={course} />}
        {/* What a run tells grows above them. */}
        {going ? null : <EarlierRuns workload={lesson.workload} shown={runId} onShow={show} />}
      </div>
    </div>
  )
}

/** As long as the run goes on; what went wrong with stopping it is over with it. */
function Stopping({ runId }: { readonly runId: string }) {
  const { sending, error, send } = useSending(async () => void (await lab.cancel(runId)))
  return (
    <>
      <p>
        <Button look="quiet" busy={sending} onClick={() => void send()}>
          <Square aria-hidden className="size-4" />
          Stop the run
        </Button>
      </p>
      {error === undefined ? null : <Notice message={messageOf(error)} />}
    </>
  )
}

/** A run that the address names brings its program and its options along, once, unless the learner is at work already. */
function usePast(runId: string | undefined, touched: boolean, take: (run: WholeRun) => void): void {
  const [taken, setTaken] = useState(runId === undefined)
  const past = useQuery({
    queryKey: labKeys.run(runId ?? ''),
    queryFn: ({ signal }) => lab.run(runId ?? '', signal),
    enabled: !taken,
    retry: false,
  })
  useEffect(() => {
    if (taken || past.data === undefined) return
    setTaken(true)
    if (!touched) take(past.data)
  }, [taken, touched, past.data, take])
}

function optionsOf({ nodeCount, timeLimitSeconds, rate, seed, nemesis, transport }: WholeRun): Options {
  return { nodes: String(nodeCount), seconds: String(timeLimitSeconds), rate: String(rate), seed: String(seed), faults: nemesis, transport }
}
