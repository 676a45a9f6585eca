'use client'
/** One run while it goes on and afterwards: how far it is, the verdict, the diagram, figures, logs, files. */
import { Download } from 'lucide-react'
import { useState } from 'react'
import { lab } from '../api/lab.ts'
import { buttonClass } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import type { Run } from './lab.ts'
import { Figures, InWords, NodeLogs } from './run-details.tsx'
import { SpaceTime } from './space-time.tsx'
import { type Course, type Scene, wholeScene, witnessScene } from './told.ts'
import { VerdictView } from './verdict-view.tsx'
import { stageWords } from './words.ts'

/** Messages that a run tells of: the first ones. */
const mostTold = 3_000

export interface RunViewProps {
  readonly runId: string
  readonly course: Course
}

export function RunView({ runId, course }: RunViewProps) {
  const { run, over, gone, statistics } = course
  if (gone) return <Notice message="This run is gone: it was deleted, or it belongs to someone else." />
  const ended = run !== undefined && run.status !== 'waiting' && run.status !== 'running'
  return (
    <section aria-label="The run" className="grid grid-cols-[minmax(0,1fr)] gap-8">
      <p role="status" className="sr-only">
        {ended ? 'The run has ended.' : stageWords(run, course.stage)}
      </p>
      {ended ? <VerdictView course={course} run={run} /> : <Going course={course} run={run} />}
      {ended ? <Diagrams course={course} /> : <SoFar course={course} />}
      {statistics === undefined ? null : <Figures statistics={statistics} />}
      {over ? <NodeLogs course={course} runId={runId} /> : null}
      {ended ? (
        <p className="flex flex-wrap items-center gap-x-4 gap-y-2">
          <a href={lab.historyHref(runId)} download className={buttonClass('quiet')}>
            <Download aria-hidden className="size-4" />
            History, as lines of JSON
          </a>
          {run.leftOut > 0 ? (
            <span className="text-sm text-muted">{run.leftOut.toLocaleString('en')} things were left out: there were too many.</span>
          ) : null}
        </p>
      ) : null}
    </section>
  )
}

function Going({ course, run }: { readonly course: Course; readonly run: Run | undefined }) {
  const percent = Math.min(99, Math.round((course.atMs / course.scene.totalMs) * 100))
  const words = stageWords(run, course.stage)
  return (
    <div className="rounded-card border border-line bg-surface px-5 py-4">
      <p className="font-semibold">{words} …</p>
      <progress aria-label={words} value={percent} max={100} className="mt-3 h-2 w-full accent-[var(--accent)]" />
    </div>
  )
}

function SoFar({ course }: { readonly course: Course }) {
  const { operations, messages, faults } = course.scene
  if (operations.length === 0) return null
  const answered = operations.filter(({ outcome }) => outcome === 'ok').length
  return (
    <p className="text-muted tabular-nums">
      {operations.length} asked, {answered} answered, {messages.length} messages, {faults.length} faults so far.
    </p>
  )
}

type Part = 'witness' | 'whole'

function Diagrams({ course }: { readonly course: Course }) {
  const witness = witnessScene(course)
  const [part, setPart] = useState<Part>('witness')
  const scene: Scene = witness !== undefined && part === 'witness' ? witness : wholeScene(course)
  const [sent, told] = [course.statistics?.messages ?? 0, scene.messages.length]
  if (scene.nodes.length === 0) return null
  return (
    <section aria-labelledby="space-time">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h2 id="space-time" className="text-xl">
          Space and time
        </h2>
        {witness === undefined ? null : <Parts part={part} onChange={setPart} />}
      </div>
      <div className="mt-3">
        <SpaceTime key={witness === undefined ? 'whole' : part} scene={scene} />
      </div>
      {told >= mostTold && told < sent ? (
        <p className="mt-1 text-sm text-muted">
          Of {sent.toLocaleString('en')} messages, the first {told.toLocaleString('en')} were kept.
        </p>
      ) : null}
      <InWords scene={scene} />
    </section>
  )
}

function Parts({ part, onChange }: { readonly part: Part; readonly onChange: (part: Part) => void }) {
  const words: Readonly<Record<Part, string>> = { witness: 'The smallest that goes wrong', whole: 'The whole run' }
  return (
    <fieldset className="flex flex-wrap gap-1">
      <legend className="sr-only">What is drawn</legend>
      {(['witness', 'whole'] as const).map((one) => (
        <label
          key={one}
          className="flex min-h-10 items-center rounded-card px-3 text-sm text-muted has-[:checked]:bg-ink has-[:checked]:text-paper has-[:focus-visible]:outline-2 has-[:focus-visible]:outline-offset-2 has-[:focus-visible]:outline-quint"
        >
          <input type="radio" name="drawn" className="sr-only" checked={part === one} onChange={() => onChange(one)} />
          {words[one]}
        </label>
      ))}
    </fieldset>
  )
}
