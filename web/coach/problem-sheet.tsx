'use client'
/** The problem itself, beside the prompt on a wide screen and folded above it on a narrow one. */
import { ChevronDown, ExternalLink } from 'lucide-react'
import { useId, useState } from 'react'
import type { Transcript } from './coach-client.ts'

export function ProblemSheet({ transcript }: { readonly transcript: Transcript }) {
  const [open, setOpen] = useState(false)
  const sheet = useId()
  const { session, algorithm } = transcript
  const statement = algorithm?.statement?.trim() ?? ''
  const link = /^https?:\/\//i.test(session.algorithmUrl) ? session.algorithmUrl : undefined
  return (
    <aside aria-label="The problem" className="text-[0.96875rem] leading-relaxed">
      {statement === '' && link === undefined ? (
        <Title text={session.algorithmTitle} />
      ) : (
        <>
          <button
            type="button"
            aria-expanded={open}
            aria-controls={sheet}
            onClick={() => setOpen(!open)}
            className="flex w-full items-center justify-between gap-3 py-1 text-left lg:hidden"
          >
            <span className="font-display text-lg">{session.algorithmTitle}</span>
            <ChevronDown aria-hidden className={`size-5 shrink-0 text-muted transition-transform ${open ? 'rotate-180' : ''}`} />
          </button>
          <div className="hidden lg:block">
            <Title text={session.algorithmTitle} />
          </div>
          <div id={sheet} className={`${open ? 'block' : 'hidden'} pt-2 lg:block`}>
            {statement === '' ? null : <p className="max-h-[60dvh] overflow-y-auto whitespace-pre-wrap pr-2 text-muted">{statement}</p>}
            {link === undefined ? null : (
              <a href={link} target="_blank" rel="noreferrer" className="mt-3 inline-flex items-center gap-1.5 underline underline-offset-4">
                Open the problem <ExternalLink aria-hidden className="size-4" />
                <span className="sr-only">(in a new tab)</span>
              </a>
            )}
          </div>
        </>
      )}
    </aside>
  )
}

function Title({ text }: { readonly text: string }) {
  return <p className="font-display text-lg leading-snug">{text}</p>
}
