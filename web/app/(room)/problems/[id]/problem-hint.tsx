'use client'
/** A hint that gives nothing away, for what the learner has thought so far. */
import { useEffect, useRef, useState } from 'react'
import { problemHint } from '../../../../api/plans.ts'
import { messageOf } from '../../../../api/problem.ts'
import { useSending } from '../../../../coach/use-sending.ts'
import { Button } from '../../../../ui/button.tsx'
import { Area } from '../../../../ui/field.tsx'
import { Notice } from '../../../../ui/notice.tsx'

export function ProblemHint({ id }: { readonly id: string }) {
  const [thought, setThought] = useState('')
  const [hint, setHint] = useState('')
  const leaving = useRef<AbortController>(undefined)
  useEffect(() => () => leaving.current?.abort(), [])
  const ask = useSending(async () => {
    leaving.current = new AbortController()
    setHint('')
    for await (const text of problemHint(id, thought.trim(), leaving.current.signal)) setHint(text)
  })
  return (
    <section aria-labelledby="hint" className="mt-12">
      <h2 id="hint" className="text-xl">
        Stuck?
      </h2>
      <form
        className="mt-3 grid gap-3"
        onSubmit={(event) => {
          event.preventDefault()
          void ask.send()
        }}
      >
        <Area label="What have you thought so far?" value={thought} onChange={setThought} maxLength={10_000} required />
        <p>
          <Button type="submit" look="quiet" busy={ask.sending}>
            Give me a hint
          </Button>
        </p>
      </form>
      {ask.error === undefined ? null : <Notice message={messageOf(ask.error)} onRetry={() => void ask.retry()} />}
      <div aria-live="polite" className="mt-3 max-w-[65ch] whitespace-pre-wrap font-display text-lg empty:hidden">
        {hint}
      </div>
    </section>
  )
}
