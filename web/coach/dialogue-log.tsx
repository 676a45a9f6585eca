'use client'
/** What coach and learner have said; a question is read out once it is whole, not word by word. */
import { useEffect, useRef } from 'react'
import { elementWords } from './element.ts'
import type { Exchange } from './talk.ts'

export interface DialogueLogProps {
  readonly said: readonly Exchange[]
  /** What the learner said last, so that it is brought into view. */
  readonly last: string
}

export function DialogueLog({ said, last }: DialogueLogProps) {
  const end = useRef<HTMLDivElement>(null)
  const whole = said.filter(({ asked }) => asked.whole)
  const coming = said.find(({ asked }) => !asked.whole)?.asked
  const length = `${whole.length} ${last.length}`
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever something new was said.
  useEffect(() => {
    end.current?.scrollIntoView({ block: 'nearest' })
  }, [length])
  return (
    <div className="mt-8 grid gap-5">
      <div role="log" aria-label="The conversation" aria-live="polite">
        <ol className="grid gap-5">
          {whole.flatMap(({ asked, reply }) => [
            <li key={`coach ${asked.turn}`} data-element={asked.element} className="max-w-[60ch]">
              <Coach element={asked.element} text={asked.text} />
            </li>,
            ...(reply === ''
              ? []
              : [
                  <li key={`learner ${asked.turn}`} className="ml-6 max-w-[60ch] justify-self-end sm:ml-12">
                    <span className="sr-only">You said: </span>
                    <p className="whitespace-pre-wrap break-words rounded-card border border-line bg-surface px-4 py-3">{reply}</p>
                  </li>,
                ]),
          ])}
        </ol>
      </div>
      {coming === undefined ? null : (
        <div aria-hidden="true" data-element={coming.element} className="max-w-[60ch]">
          <Coach element={coming.element} text={coming.text === '' ? '…' : coming.text} />
        </div>
      )}
      <div ref={end} />
    </div>
  )
}

function Coach({ element, text }: { readonly element: Exchange['asked']['element']; readonly text: string }) {
  return (
    <>
      <p className="text-sm text-accent">{elementWords[element].name}</p>
      <p className="mt-1 whitespace-pre-wrap break-words text-lg leading-relaxed">{text}</p>
    </>
  )
}
