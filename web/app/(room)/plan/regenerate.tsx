'use client'
/** Makes the plan again: what felt hard, what would change, and the choice to take it or leave it. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { putAnswer } from '../../../api/answers.ts'
import { keys } from '../../../api/keys.ts'
import { type Difference, type Plan, type Proposal, plans } from '../../../api/plans.ts'
import { messageOf } from '../../../api/problem.ts'
import { useSending } from '../../../coach/use-sending.ts'
import { shortDay } from '../../../plan/words.ts'
import { Button } from '../../../ui/button.tsx'
import { Area } from '../../../ui/field.tsx'
import { Notice } from '../../../ui/notice.tsx'

const question = 'What felt hardest, or too easy?'

export function Regenerate({ plan }: { readonly plan: Plan }) {
  const queries = useQueryClient()
  const [answer, setAnswer] = useState('')
  // One that was asked for before still waits.
  const { data } = useQuery({ queryKey: keys.proposal, queryFn: ({ signal }) => plans.proposal(signal) })
  const proposal = data ?? undefined
  const heading = useRef<HTMLHeadingElement>(null)
  // What was pressed goes away with the answer: the focus stays where the answer stands.
  const setProposal = (next: Proposal | null): void => {
    putAnswer<Proposal | null>(queries, keys.proposal, next)
    heading.current?.focus()
  }
  const ask = useSending(async () => setProposal(await plans.regenerate(plan, [{ q: question, a: answer.trim() }])))
  const decide = useSending(async (accept: boolean) => {
    if (proposal === undefined) return
    putAnswer<Plan | null>(queries, keys.plan, await plans.decide(proposal.plan, accept))
    setProposal(null)
    setAnswer('')
    await queries.invalidateQueries({ queryKey: keys.planner })
  })
  const failed = ask.error === undefined ? decide : ask
  return (
    <section aria-labelledby="again" className="mt-14 border-t border-line pt-8">
      <h2 id="again" ref={heading} tabIndex={-1} className="text-xl outline-none">
        Does it fit?
      </h2>
      {failed.error === undefined ? null : (
        <div className="mt-4">
          <Notice message={messageOf(failed.error)} onRetry={() => void failed.retry()} />
        </div>
      )}
      {proposal === undefined ? (
        <form
          className="mt-4 grid max-w-xl gap-4"
          onSubmit={(event) => {
            event.preventDefault()
            void ask.send()
          }}
        >
          <Area
            label={question}
            value={answer}
            onChange={setAnswer}
            required
            maxLength={2000}
            hint="Name topics if you can. Nothing changes until you say so."
          />
          <p>
            <Button type="submit" look="quiet" busy={ask.sending}>
              Show me another plan
            </Button>
          </p>
        </form>
      ) : (
        <Changes proposal={proposal} busy={decide.sending} onDecide={(accept) => void decide.send(accept)} />
      )}
    </section>
  )
}

const kinds: readonly { readonly kind: Difference['kind']; readonly words: string }[] = [
  { kind: 'added', words: 'New' },
  { kind: 'moved', words: 'Moved' },
  { kind: 'dropped', words: 'Dropped' },
  { kind: 'kept', words: 'Kept' },
]

interface ChangesProps {
  readonly proposal: Proposal
  readonly busy: boolean
  readonly onDecide: (accept: boolean) => void
}

function Changes({ proposal, busy, onDecide }: ChangesProps) {
  return (
    <div className="mt-4">
      <p role="status" className="text-muted">
        This is what would change. What you have done stays.
      </p>
      {kinds.map(({ kind, words }) => (
        <Kind key={kind} words={words} open={kind !== 'kept'} differences={proposal.differences.filter((one) => one.kind === kind)} />
      ))}
      <p className="mt-6 flex flex-wrap gap-3">
        <Button busy={busy} onClick={() => onDecide(true)}>
          Take this plan
        </Button>
        <Button look="quiet" busy={busy} onClick={() => onDecide(false)}>
          Keep the one I have
        </Button>
      </p>
    </div>
  )
}

function Kind({ words, open, differences }: { readonly words: string; readonly open: boolean; readonly differences: readonly Difference[] }) {
  if (differences.length === 0) return null
  return (
    <details open={open} className="mt-4">
      <summary className="cursor-pointer font-semibold">
        {words} <span className="font-normal text-muted">({differences.length})</span>
      </summary>
      <ul className="mt-2 divide-y divide-line">
        {differences.map(({ problemId, title, fromDate, toDate, reason }) => (
          <li key={problemId} className="py-2">
            <span className="font-semibold">{title}</span>{' '}
            <span className="text-sm text-muted">
              {[fromDate, toDate]
                .filter((date, index, both) => date !== null && both.indexOf(date) === index)
                .map((date) => shortDay(date ?? ''))
                .join(' → ')}
            </span>
            <p className="text-sm text-muted">{reason}</p>
          </li>
        ))}
      </ul>
    </details>
  )
}
