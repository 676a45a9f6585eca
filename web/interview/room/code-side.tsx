'use client'
/** The code with what came of it: the last run, and the feedback on what was handed in. */
import { Skeleton } from '../../ui/skeleton.tsx'
import type { Evidence, Material } from '../evidence.ts'
import type { LearnerKind } from '../interview.ts'
import { isBeingRead, lastAnalysis, lastRun } from '../room.ts'
import type { UseRoom } from '../use-room.ts'
import { CodePane } from './code-pane.tsx'
import { Suggestions } from './suggestions.tsx'
import type { Code } from './use-code.ts'

export interface CodeSideProps {
  readonly room: UseRoom
  readonly code: Code
  readonly languages: readonly string[]
  readonly material: Material
  readonly shown: Extract<Evidence, { kind: 'code' }> | undefined
  readonly onShow: (evidence: Evidence) => void
}

export function CodeSide({ room: { state, send }, code, languages, material, shown, onShow }: CodeSideProps) {
  const run = lastRun(state)
  const analysis = lastAnalysis(state)?.analysis
  const own = (material.problem?.id ?? '') === ''
  const hand = (kind: LearnerKind, stdin?: string): void =>
    send({ kind, code: code.code, language: code.language, ...(stdin === undefined ? {} : { stdin }) })
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <CodePane
        code={code}
        languages={languages}
        run={run}
        tested={!own}
        busy={run !== undefined && run.result === undefined}
        shown={shown !== undefined && shown.text === code.code ? shown.span : undefined}
        onRun={(stdin) => hand('run', stdin)}
        onSubmit={() => hand('code_submission')}
      />
      {run?.result !== undefined && isBeingRead(state) ? (
        <div className="rounded-card border border-line bg-surface px-5 py-4">
          <p className="text-muted">Your code is being read and measured on growing inputs. That takes half a minute; the talk goes on meanwhile.</p>
          <Skeleton className="mt-3 h-16" />
        </div>
      ) : null}
      {analysis === undefined ? null : <Suggestions analysis={analysis} material={material} onShow={onShow} />}
    </div>
  )
}
