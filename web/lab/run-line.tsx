/** One run in a line: how it ended, and how it was tried. */
import { CircleCheck, CircleDashed, CircleX } from 'lucide-react'
import type { Run } from './lab.ts'
import { counted, faultWords, languageWords, verdictOf, whenWords } from './words.ts'

export function RunLine({ run }: { readonly run: Run }) {
  const { words, mood } = verdictOf(run)
  const Icon = mood === 'good' ? CircleCheck : mood === 'bad' ? CircleX : CircleDashed
  const faults = run.nemesis.length === 0 ? 'no faults' : run.nemesis.map((name) => faultWords(name).toLowerCase()).join(', ')
  return (
    <span className="min-w-0">
      <span
        className={`inline-flex items-center gap-1.5 font-semibold ${mood === 'good' ? 'text-[var(--earth)]' : mood === 'bad' ? 'text-danger' : 'text-muted'}`}
      >
        <Icon aria-hidden className="size-4" />
        {words}
      </span>{' '}
      <span className="text-sm text-muted">
        {languageWords(run.language)}, {counted(run.nodeCount, 'node')}, {faults}
        {run.messagesPerOperation === null ? '' : `, ${run.messagesPerOperation.toFixed(1)} messages per operation`},{' '}
        <time dateTime={run.createdAt}>{whenWords(run.createdAt)}</time>
      </span>
    </span>
  )
}
