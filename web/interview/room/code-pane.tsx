'use client'
/** Writing code, running it, handing it in. */
import { Play, SendHorizontal } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { CodeEditor } from '../editor/code-editor.tsx'
import type { LastRun } from '../room.ts'
import { languageName } from '../words.ts'
import { RunOutput } from './run-output.tsx'
import type { Code } from './use-code.ts'

export interface CodePaneProps {
  readonly code: Code
  readonly languages: readonly string[]
  readonly run: LastRun | undefined
  /** The problem has tests of its own. */
  readonly tested: boolean
  readonly busy: boolean
  /** Lines to point at, of this very code. */
  readonly shown?: { readonly start: number; readonly end: number } | undefined
  readonly onRun: (stdin: string | undefined) => void
  readonly onSubmit: () => void
}

export function CodePane({ code, languages, run, tested, busy, shown, onRun, onSubmit }: CodePaneProps) {
  const [stdin, setStdin] = useState('')
  const [withInput, setWithInput] = useState(!tested)
  const start = (): void => {
    if (!busy) onRun(withInput ? stdin : undefined)
  }
  const submit = (): void => {
    if (!busy) onSubmit()
  }
  return (
    <section aria-label="Your code" className="grid grid-cols-[minmax(0,1fr)] gap-3">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <label className="relative flex items-center gap-2 text-sm text-muted">
          <span className="max-sm:sr-only">Language</span>
          <select
            value={code.language}
            onChange={(event) => code.speak(event.target.value)}
            className="min-h-11 rounded-card border border-edge bg-surface px-2 text-base text-ink"
          >
            {[...new Set([...languages, code.language])].map((language) => (
              <option key={language} value={language}>
                {languageName(language)}
              </option>
            ))}
          </select>
        </label>
        <div className="flex gap-2">
          <Button look="quiet" busy={busy} onClick={start}>
            {busy ? null : <Play aria-hidden className="size-4" />}
            Run
          </Button>
          <Button busy={busy} onClick={submit}>
            {busy ? null : <SendHorizontal aria-hidden className="size-4" />}
            Hand in
          </Button>
        </div>
      </div>
      <div className="h-[46vh] min-h-72">
        <CodeEditor
          value={code.code}
          revision={code.revision}
          language={code.language}
          onChange={code.write}
          onRun={start}
          onSubmit={submit}
          problem={problemOf(run, code.code)}
          shown={shown}
        />
      </div>
      <p className="hidden text-sm text-muted pointer-fine:block">
        Ctrl or ⌘ + Enter runs it, with Shift it is handed in. Ctrl + M lets Tab leave the editor.
      </p>
      <InputChoice tested={tested} withInput={withInput} stdin={stdin} onToggle={setWithInput} onWrite={setStdin} />
      <RunOutput run={run} />
    </section>
  )
}

interface InputChoiceProps {
  readonly tested: boolean
  readonly withInput: boolean
  readonly stdin: string
  readonly onToggle: (withInput: boolean) => void
  readonly onWrite: (stdin: string) => void
}

function InputChoice({ tested, withInput, stdin, onToggle, onWrite }: InputChoiceProps) {
  return (
    <div className="grid gap-2">
      {tested ? (
        <label className="flex min-h-8 items-center gap-2.5 text-sm">
          <input type="checkbox" className="size-4 accent-[var(--accent)]" checked={withInput} onChange={(event) => onToggle(event.target.checked)} />
          Run it as a program with an input of your own, not against the tests
        </label>
      ) : null}
      {withInput ? (
        <label className="grid gap-1 text-sm">
          <span className="text-muted">Input</span>
          <textarea
            value={stdin}
            onChange={(event) => onWrite(event.target.value)}
            rows={2}
            spellCheck={false}
            maxLength={65_536}
            className="w-full rounded-card border border-edge bg-surface px-3 py-2 font-mono text-ink"
          />
        </label>
      ) : null}
    </div>
  )
}

/** Only of the code that was run: another one has other lines. */
function problemOf(run: LastRun | undefined, code: string): { line: number; message: string } | undefined {
  const result = run?.result?.run
  if (run === undefined || result === undefined || run.asked.code !== code) return undefined
  const failed = result.tests.find(({ line }) => line > 0)
  if (result.line > 0) return { line: result.line, message: result.message }
  return failed === undefined ? undefined : { line: failed.line, message: failed.message }
}
