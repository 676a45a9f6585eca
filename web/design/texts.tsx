'use client'
/** The parts of a design that are written: tables, endpoints, and the design in words, which can be read into the drawing. */
import { useRef, useState } from 'react'
import { design, type ReadText } from '../api/design.ts'
import { messageOf } from '../api/problem.ts'
import { CodeEditor } from '../interview/editor/code-editor.tsx'
import { Button } from '../ui/button.tsx'
import { Area } from '../ui/field.tsx'
import { Notice } from '../ui/notice.tsx'
import type { Draft } from './draft.ts'
import { editWords } from './edit-words.ts'
import { Diff } from './report.tsx'
import { authorWords } from './words.ts'

export interface WrittenProps {
  readonly label: string
  readonly help: string
  readonly value: string
  readonly onChange: (text: string) => void
}

const nothing = (): void => undefined

/** Whatever it is written in: SQL, JSON or YAML. */
export function Written({ label, help, value, onChange }: WrittenProps) {
  const language = /^\s*[[{]/.test(value) ? 'javascript' : /^\s*(?:openapi|swagger|endpoints)\s*:/m.test(value) ? 'yaml' : 'sql'
  return (
    <div className="grid gap-2">
      <p className="text-muted">{help}</p>
      <div className="h-[28rem]">
        <CodeEditor label={label} value={value} revision={0} language={language} onChange={onChange} onRun={nothing} onSubmit={nothing} />
      </div>
    </div>
  )
}

export interface InWordsProps {
  readonly draft: Draft
  readonly onChange: (draft: Draft) => void
  readonly onDrawn: () => void
}

/** The text edits the smallest design, each edit with the words that it rests on; the learner looks before anything is taken over. */
export function InWords({ draft, onChange, onDrawn }: InWordsProps) {
  const [read, setRead] = useState<ReadText>()
  const latest = useRef(draft.designText)
  latest.current = draft.designText
  const [busy, setBusy] = useState(false)
  const [failed, setFailed] = useState<string>()
  const readText = async (): Promise<void> => {
    const { blueprint: _drawn, ...rest } = draft
    setBusy(true)
    setFailed(undefined)
    try {
      const found = await design.read(rest)
      // Of words that were changed meanwhile nothing is to be taken over.
      if (latest.current === rest.designText) setRead(found)
    } catch (error) {
      setFailed(messageOf(error))
    }
    setBusy(false)
  }
  return (
    <div className="grid gap-5">
      <Area
        label="Your design in words"
        optional
        value={draft.designText}
        maxLength={50_000}
        onChange={(designText) => {
          onChange({ ...draft, designText })
          setRead(undefined)
        }}
        hint="For example: “Three API servers over two zones. Redis caches lookups with a TTL of 60 seconds. The database has a standby that takes over.”"
      />
      <div>
        <Button look="quiet" busy={busy} onClick={() => void readText()}>
          Read it into a drawing
        </Button>
      </div>
      {failed === undefined ? null : <Notice message={failed} />}
      {read === undefined ? null : (
        <Read
          read={read}
          onTake={(blueprint) => {
            onChange({ ...draft, blueprint })
            onDrawn()
          }}
        />
      )}
    </div>
  )
}

interface ReadProps {
  readonly read: ReadText
  readonly onTake: (blueprint: Draft['blueprint']) => void
}

function Read({ read: { edits, unmapped, derived, problems, refused, diff, saidBlueprint, source }, onTake }: ReadProps) {
  const [problem] = problems
  if (derived === undefined) return <Notice message={problem === undefined ? 'It could not be read.' : `${problem.path}: ${problem.message}`} />
  return (
    <div className="grid gap-5 rounded-card border border-line bg-surface p-4">
      <section aria-labelledby="understood">
        <h2 id="understood" className="text-lg">
          Understood
        </h2>
        <p className="text-sm text-muted">{authorWords(source)}</p>
        {edits.length === 0 ? <p className="mt-1 text-muted">Nothing in the text names a part or a decision.</p> : null}
        <ul className="mt-2 grid gap-2">
          {edits.map((edit, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the same edit may come twice, and the list is never reordered
            <li key={place}>
              {editWords(edit)}
              <span className="block text-sm text-muted">
                {edit.quote === undefined ? 'Inferred: you did not say it, and it counts for nothing.' : `“${edit.quote}”`}
              </span>
            </li>
          ))}
        </ul>
      </section>
      {unmapped.length === 0 ? null : (
        <section aria-labelledby="unmapped">
          <h2 id="unmapped" className="text-lg">
            Not mapped
          </h2>
          <ul className="mt-2 list-disc pl-5 text-muted">
            {unmapped.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </section>
      )}
      {refused.length === 0 ? null : (
        <section aria-labelledby="refused">
          <h2 id="refused" className="text-lg">
            Does not fit
          </h2>
          <ul className="mt-2 list-disc pl-5 text-muted">
            {refused.map(({ edit, reason }) => (
              <li key={`${edit} ${reason}`} className="break-words">
                {reason} <span className="break-all font-mono text-sm">{edit}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {diff.length === 0 ? null : (
        <details>
          <summary className="font-semibold">What the model’s edits change</summary>
          <Diff lines={diff} />
        </details>
      )}
      <div>
        <div className="flex flex-wrap gap-3">
          <Button onClick={() => onTake(derived.blueprint)}>Take this drawing</Button>
          {saidBlueprint === undefined ? null : (
            <Button look="quiet" onClick={() => onTake(saidBlueprint)}>
              Take only what I said
            </Button>
          )}
        </div>
        <p className="mt-2 text-sm text-muted">It replaces what is drawn now. What you change there by hand is your own decision.</p>
      </div>
    </div>
  )
}
