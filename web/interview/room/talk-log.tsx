'use client'
/** What was said, by whom; what the interviewer says is read out once it is whole, not piece by piece. */
import { useEffect, useRef } from 'react'
import type { Span } from '../../coach/segments.ts'
import { type Entry, isLearners } from '../interview.ts'
import { conversation, type Room, type Sent } from '../room.ts'
import { Marked } from './marked.tsx'
import { entryAnchor } from './show.ts'

export interface TalkLogProps {
  readonly state: Room
  /** What the learner waits for. */
  readonly waiting: string | undefined
  /** Words to point at. */
  readonly shown?: { readonly seq: number; readonly span: Span } | undefined
}

export function TalkLog({ state, waiting, shown }: TalkLogProps) {
  const end = useRef<HTMLDivElement>(null)
  const said = conversation(state)
  const { speaking } = state
  const length = `${said.length} ${speaking?.text.length ?? 0}`
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever something new was said.
  useEffect(() => {
    end.current?.scrollIntoView({ block: 'nearest' })
  }, [length])
  return (
    <>
      <div role="log" aria-label="The conversation" aria-live="polite">
        <ol className="grid gap-4">
          {said.map((one) => (
            <li key={'seq' in one ? one.seq : one.requestId} id={'seq' in one ? entryAnchor(one.seq) : undefined} className="grid scroll-mt-20">
              <Turn one={one} span={'seq' in one && shown?.seq === one.seq ? shown.span : undefined} />
            </li>
          ))}
        </ol>
      </div>
      {speaking === undefined ? null : (
        <div aria-hidden="true" data-speaking className="mt-4">
          <Interviewer>
            <p className="caret whitespace-pre-wrap break-words">{speaking.text}</p>
          </Interviewer>
        </div>
      )}
      <p role="status" className="mt-4 min-h-6 text-sm text-muted">
        {waiting ?? ''}
      </p>
      <div ref={end} />
    </>
  )
}

export function Turn({ one, span }: { readonly one: Entry | Sent; readonly span?: Span | undefined }) {
  const text = one.text ?? ''
  if ('seq' in one && !isLearners(one)) {
    if (one.kind === 'system')
      return (
        <p className="text-sm text-muted">
          <Marked text={text} span={span} />
        </p>
      )
    return (
      <Interviewer>
        <p className="whitespace-pre-wrap break-words">
          <Marked text={text} span={span} />
        </p>
      </Interviewer>
    )
  }
  return (
    <div data-kept={'seq' in one} className="ml-8 max-w-[60ch] justify-self-end">
      <span className="sr-only">You said: </span>
      <p
        className={`whitespace-pre-wrap break-words rounded-card border bg-surface px-4 py-2.5 ${'seq' in one ? 'border-line' : 'border-dashed border-edge text-muted'}`}
      >
        <Marked text={text} span={span} />
      </p>
      {'seq' in one ? null : <p className="mt-1 text-right text-sm text-muted">on its way</p>}
    </div>
  )
}

function Interviewer({ children }: { readonly children: React.ReactNode }) {
  return (
    <div className="max-w-[60ch] border-l-2 border-accent pl-4">
      <span className="sr-only">Interviewer: </span>
      {children}
    </div>
  )
}
