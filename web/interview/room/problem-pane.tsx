/** What the interview is about: the statement, its limits, its examples. */
import { useId } from 'react'
import type { Span } from '../../coach/segments.ts'
import { Difficulty } from '../../ui/difficulty.tsx'
import type { Example, Problem } from '../interview.ts'
import { Marked } from './marked.tsx'
import { statementAnchor } from './show.ts'

export interface ProblemPaneProps {
  readonly problem: Problem
  /** Words of the statement to point at. */
  readonly shown?: Span | undefined
}

export function ProblemPane({ problem, shown }: ProblemPaneProps) {
  const heading = useId()
  return (
    <section aria-labelledby={heading} className="grid content-start gap-4">
      <h2 id={heading} className="text-xl">
        {problem.title}
        <Difficulty value={problem.difficulty ?? ''} className="ml-3 font-sans text-sm text-muted" />
      </h2>
      <p id={statementAnchor} tabIndex={-1} className="max-w-[68ch] whitespace-pre-wrap break-words outline-none">
        <Marked text={problem.statement ?? ''} span={shown} />
      </p>
      {(problem.examples ?? []).map((example, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: examples never change their order
        <ExampleBox key={index} example={example} number={index + 1} />
      ))}
      {(problem.constraints ?? []).length === 0 ? null : (
        <div>
          <h3 className="text-base">Limits</h3>
          <ul className="mt-1 list-disc pl-5 text-muted">
            {problem.constraints?.map((constraint) => (
              <li key={constraint}>{constraint}</li>
            ))}
          </ul>
        </div>
      )}
    </section>
  )
}

function ExampleBox({ example, number }: { readonly example: Example; readonly number: number }) {
  return (
    <div className="rounded-card border border-line bg-paper px-4 py-3">
      <h3 className="text-base">Example {number}</h3>
      <dl className="mt-1 grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-1 text-sm">
        <dt className="text-muted">In</dt>
        <dd className="whitespace-pre-wrap break-words font-mono">{example.input}</dd>
        <dt className="text-muted">Out</dt>
        <dd className="whitespace-pre-wrap break-words font-mono">{example.output}</dd>
      </dl>
      {example.explanation === '' ? null : <p className="mt-2 text-sm text-muted">{example.explanation}</p>}
    </div>
  )
}
