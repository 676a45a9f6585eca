'use client'
/** What went wrong with a submission, put into words when its learner asks for it. */
import { useState } from 'react'
import { design, type Explanation as Given } from '../api/design.ts'
import { messageOf } from '../api/problem.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { authorWords } from './words.ts'

export function Explanation({ id }: { readonly id: string }) {
  const [given, setGiven] = useState<Given>()
  const [busy, setBusy] = useState(false)
  const [failed, setFailed] = useState<string>()
  const ask = async (): Promise<void> => {
    setBusy(true)
    setFailed(undefined)
    try {
      setGiven(await design.explain(id))
    } catch (error) {
      setFailed(messageOf(error))
    }
    setBusy(false)
  }
  if (given === undefined)
    return (
      <div className="grid justify-items-start gap-3">
        <Button look="quiet" busy={busy} onClick={() => void ask()}>
          Explain it in words
        </Button>
        {failed === undefined ? null : <Notice message={failed} />}
      </div>
    )
  const { paragraphs, seen, source } = given
  return (
    <section aria-labelledby="in-words">
      <h2 id="in-words" className="text-xl">
        In words
      </h2>
      <p className="text-sm text-muted">{authorWords(source)}</p>
      {paragraphs.length === 0 ? <p className="mt-3">Nothing went wrong that was looked for.</p> : null}
      <div className="mt-3 grid gap-4">
        {paragraphs.map(({ text, restsOn }) => (
          <div key={text}>
            <p className="max-w-[70ch]">{text}</p>
            <p className="text-sm text-muted">Rests on: {restsOn.map((at) => seen[at]?.place ?? '').join('; ')}</p>
          </div>
        ))}
      </div>
    </section>
  )
}
