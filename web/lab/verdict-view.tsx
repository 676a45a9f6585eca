/** The verdict of a run in words: what went wrong, by the few operations that show it. */
import { CircleCheck, CircleHelp, CircleX } from 'lucide-react'
import { timeText } from './diagram.ts'
import type { Run, Verdict } from './lab.ts'
import { type Course, witnessScene } from './told.ts'
import { codeParts, counted, explanationWords, failureWords, operationWords, verdictOf } from './words.ts'

const mostBlamed = 8

export function VerdictView({ course, run }: { readonly course: Course; readonly run: Run }) {
  const { verdict } = course
  const { words, mood } = verdictOf(run)
  const Icon = mood === 'good' ? CircleCheck : mood === 'bad' ? CircleX : CircleHelp
  const colour = mood === 'good' ? 'text-[var(--earth)]' : mood === 'bad' ? 'text-danger' : 'text-muted'
  return (
    <div data-verdict={run.valid === null ? run.status : String(run.valid)} className="rounded-card border border-line bg-surface px-5 py-4">
      <h2 className={`flex items-center gap-2 text-xl ${colour}`}>
        <Icon aria-hidden className="size-6" />
        {words}
        {verdict?.anomaly ? <span className="font-mono text-sm text-muted">{verdict.anomaly}</span> : null}
      </h2>
      <p className="mt-2 max-w-[68ch] break-words">
        <Code text={run.status === 'failed' ? failureWords(run.error) : explanationWords(verdict?.explanation ?? run.explanation ?? '')} />
      </p>
      {verdict === undefined ? null : <Blamed verdict={verdict} course={course} />}
      <p className="mt-3 text-sm text-muted">
        Seed <span className="font-mono tabular-nums">{run.seed}</span>:{' '}
        {course.virtual ? 'the same seed is the same run.' : 'the same seed is the same schedule of faults.'}
      </p>
    </div>
  )
}

function Blamed({ verdict, course }: { readonly verdict: Verdict; readonly course: Course }) {
  const scene = witnessScene(course)
  if (verdict.result !== 'fail' || scene === undefined) return null
  const shown = scene.operations.filter(({ id }) => scene.blamed.has(id)).slice(0, mostBlamed)
  const { nodes, operations, faults } = scene
  return (
    <>
      {shown.length === 0 ? null : (
        <ol className="mt-3 grid gap-1 font-mono text-sm">
          {shown.map((operation) => (
            <li key={operation.id} className="grid grid-cols-[4.5rem_minmax(0,1fr)] gap-3">
              <span className="text-right text-muted tabular-nums">{timeText(operation.calledMs)}</span>
              <span className="break-words">{operationWords(operation)}</span>
            </li>
          ))}
        </ol>
      )}
      <p className="mt-3 text-sm text-muted">
        The smallest run that was found to go wrong like this has {counted(nodes.length, 'node')}, {counted(operations.length, 'operation')} and{' '}
        {counted(faults.length, 'fault')}.
      </p>
    </>
  )
}

export function Code({ text }: { readonly text: string }) {
  return codeParts(text).map(({ code, text: part }, index) =>
    code ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text
      <code key={index} className="rounded bg-line/60 px-1 font-mono text-[0.92em]">
        {part}
      </code>
    ) : (
      part
    ),
  )
}
