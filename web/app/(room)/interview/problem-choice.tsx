'use client'
/** Which problem: one of ours, by topic, by name or by chance; or one that the learner brings. */
import { Dices } from 'lucide-react'
import { useState } from 'react'
import { messageOf } from '../../../api/problem.ts'
import type { ProblemSummary } from '../../../interview/interviews.ts'
import { AwakeInput, AwakeSelect } from '../../../ui/awake.tsx'
import { Button } from '../../../ui/button.tsx'
import { Difficulty } from '../../../ui/difficulty.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { SearchField } from '../../../ui/search-field.tsx'
import { Skeleton, Waiting } from '../../../ui/skeleton.tsx'
import { choiceClass } from './choice-class.ts'
import { anyOf, found, type ProblemSearch, topicsOf, type Wish } from './lobby-form.ts'

export interface ProblemChoiceProps {
  readonly source: Wish['source']
  readonly chosen: string
  /** Undefined while they come, or do not. */
  readonly problems: readonly ProblemSummary[] | undefined
  readonly error: unknown
  /** Nothing was chosen when it was time to begin. */
  readonly missing: boolean
  readonly onRetry: () => void
  readonly onSource: (source: Wish['source']) => void
  readonly onChoose: (problemId: string) => void
}

export function ProblemChoice(props: ProblemChoiceProps) {
  const { source, onSource } = props
  return (
    <fieldset>
      <legend className="font-semibold">Problem</legend>
      <div className="mt-3 grid gap-2 sm:grid-cols-2">
        <label className={choiceClass}>
          <AwakeInput type="radio" name="source" className="sr-only" checked={source === 'bank'} onChange={() => onSource('bank')} />
          <span className="font-semibold">One of ours</span>
          <span className="mt-0.5 block text-sm text-muted">Your code is judged by tests, and measured.</span>
        </label>
        <label className={choiceClass}>
          <AwakeInput type="radio" name="source" className="sr-only" checked={source === 'own'} onChange={() => onSource('own')} />
          <span className="font-semibold">One of your own</span>
          <span className="mt-0.5 block text-sm text-muted">You describe it first; your code runs with inputs that you give.</span>
        </label>
      </div>
      {source === 'bank' ? <Bank {...props} /> : null}
    </fieldset>
  )
}

/** As high while the problems come as when they are there, however many are found: what is below stays where it is. */
function Bank({ problems, error, chosen, missing, onRetry, onChoose }: ProblemChoiceProps) {
  const [search, setSearch] = useState<ProblemSearch>({ q: '', topic: '' })
  const shown = found(problems ?? [], search)
  const draw = (): void => {
    const problem = anyOf(shown, Math.random())
    if (problem === undefined) return
    onChoose(problem.id)
    // Once it is marked it can be brought into view.
    requestAnimationFrame(() => document.querySelector('input[name="problem"]:checked')?.closest('label')?.scrollIntoView({ block: 'nearest' }))
  }
  return (
    <div className="mt-4">
      <SearchLine search={search} topics={topicsOf(problems ?? [])} ready={problems !== undefined} onChange={setSearch} onDraw={draw} />
      <div
        id="problem-choice"
        tabIndex={-1}
        className="relative mt-3 h-80 overflow-y-auto rounded-card border border-line bg-surface outline-none focus-visible:outline-2"
      >
        {problems === undefined ? (
          <Coming error={error} onRetry={onRetry} />
        ) : shown.length === 0 ? (
          <p className="px-4 py-6 text-muted">{problems.length === 0 ? 'There are no problems here yet.' : 'Nothing like that.'}</p>
        ) : null}
        <ul className="divide-y divide-line">
          {shown.map((problem) => (
            <li key={problem.id}>
              <label className="relative flex items-baseline gap-3 px-4 py-2.5 has-[:checked]:bg-[color-mix(in_oklab,var(--accent)_12%,transparent)] has-[:focus-visible]:outline-2 has-[:focus-visible]:-outline-offset-2 has-[:focus-visible]:outline-quint">
                <AwakeInput
                  type="radio"
                  name="problem"
                  className="size-4 shrink-0 translate-y-0.5 accent-[var(--accent)]"
                  checked={problem.id === chosen}
                  onChange={() => onChoose(problem.id)}
                />
                <span className="min-w-0">
                  {problem.title}
                  <Difficulty value={problem.difficulty} className="ml-2 text-sm text-muted" />
                </span>
              </label>
            </li>
          ))}
        </ul>
      </div>
      {missing ? (
        <p role="alert" className="mt-2 text-sm text-danger">
          Choose a problem, or let one be drawn.
        </p>
      ) : null}
    </div>
  )
}

function Coming({ error, onRetry }: Pick<ProblemChoiceProps, 'error' | 'onRetry'>) {
  if (error !== null && error !== undefined)
    return (
      <div className="p-3">
        <Notice message={messageOf(error)} onRetry={onRetry} />
      </div>
    )
  return (
    <div className="grid gap-2 p-3">
      <Waiting label="The problems are being fetched." />
      <Skeleton className="h-9" />
      <Skeleton className="h-9" />
      <Skeleton className="h-9" />
    </div>
  )
}

interface SearchLineProps {
  readonly search: ProblemSearch
  readonly topics: readonly string[]
  /** There is something to draw from. */
  readonly ready: boolean
  readonly onChange: (search: ProblemSearch) => void
  readonly onDraw: () => void
}

function SearchLine({ search, topics, ready, onChange, onDraw }: SearchLineProps) {
  return (
    <div className="flex flex-wrap gap-2">
      <SearchField
        label="Search in the names of problems"
        value={search.q}
        onChange={(q) => onChange({ ...search, q })}
        maxLength={100}
        placeholder="A problem"
      />
      <label className="min-w-0 flex-1 basis-40">
        <span className="sr-only">Topic</span>
        <AwakeSelect
          value={search.topic}
          onChange={(event) => onChange({ ...search, topic: event.target.value })}
          className="min-h-12 w-full rounded-card border border-edge bg-surface px-3 text-ink"
        >
          <option value="">Any topic</option>
          {topics.map((topic) => (
            <option key={topic} value={topic}>
              {topic}
            </option>
          ))}
        </AwakeSelect>
      </label>
      <Button look="quiet" disabled={!ready} onClick={onDraw}>
        <Dices aria-hidden className="size-5" />
        Draw one
      </Button>
    </div>
  )
}
