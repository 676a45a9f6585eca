'use client'
/** What is to be built, and hints, one at a time. */
import { useState } from 'react'
import { Button } from '../ui/button.tsx'
import type { Transport, WholeLesson } from './lab.ts'
import { NodeGuide } from './node-guide.tsx'
import { Code } from './verdict-view.tsx'

export function LessonText({ lesson, transport }: { readonly lesson: WholeLesson; readonly transport: Transport }) {
  const [shown, setShown] = useState(0)
  const { title, description, hints } = lesson
  return (
    <>
      <h1 className="text-2xl sm:text-3xl">{title}</h1>
      {description.split(/\n{2,}/).map((paragraph) => (
        <p key={paragraph} className="mt-4 max-w-[65ch]">
          <Code text={paragraph} />
        </p>
      ))}
      <NodeGuide transport={transport} />
      {hints.length === 0 ? null : (
        <section aria-labelledby="hints" className="mt-6">
          <h2 id="hints" className="text-xl">
            Hints
          </h2>
          <ol className="mt-2 grid gap-3" aria-live="polite">
            {hints.slice(0, shown).map((hint) => (
              <li key={hint} className="border-l-2 border-accent pl-3">
                <Code text={hint} />
              </li>
            ))}
          </ol>
          {shown < hints.length ? (
            <p className="mt-3">
              <Button look="quiet" onClick={() => setShown(shown + 1)}>
                {shown === 0 ? 'Show a hint' : 'Show the next hint'}
              </Button>
            </p>
          ) : null}
        </section>
      )}
    </>
  )
}
