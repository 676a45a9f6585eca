'use client'
/** The editor of the room: Monaco, fetched when it is mounted; a plain field where it does not come. */
import { useEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { GrowArea } from '../../ui/grow-area.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Skeleton, Waiting } from '../../ui/skeleton.tsx'
import { loadMonaco, type Monaco } from './load-monaco.ts'
import { onThemeChange, shownTheme } from './shown-theme.ts'

export interface CodeEditorProps {
  readonly value: string
  /** Grows when the value changed by other means than the editor: only then it is taken over, so that fast typing is never set back. */
  readonly revision: number
  readonly language: string
  /** What it is called where it cannot be seen. */
  readonly label?: string
  readonly onChange: (text: string) => void
  readonly onRun: () => void
  readonly onSubmit: () => void
  readonly readOnly?: boolean
  /** What went wrong, and in which line, from 1. */
  readonly problem?: { readonly line: number; readonly message: string } | undefined
  /** To be pointed at, in UTF-16 code units. */
  readonly shown?: { readonly start: number; readonly end: number } | undefined
}

type Editor = ReturnType<Monaco['editor']['create']>

interface Mounted {
  readonly monaco: Monaco
  readonly editor: Editor
  /** Puts another text in place of what stands there, without telling of it whoever gave it. */
  readonly replace: (text: string) => void
}

export function CodeEditor(props: CodeEditorProps) {
  const [attempt, setAttempt] = useState(0)
  const place = useRef<HTMLDivElement>(null)
  const { mounted, failed } = useMonaco(place, props, attempt)
  useText(mounted, props)
  useShown(mounted, props.shown)
  if (failed)
    return (
      <div className="grid gap-3">
        <Notice message="The editor did not come. You can write here meanwhile." onRetry={() => setAttempt((before) => before + 1)} />
        <PlainEditor {...props} />
      </div>
    )
  return (
    <div className="relative h-full min-h-72 overflow-hidden rounded-card border border-edge bg-surface focus-within:border-accent">
      {mounted === undefined ? (
        <div className="absolute inset-0 p-4">
          <Waiting label="The editor is coming." />
          <Skeleton className="h-full" />
        </div>
      ) : null}
      <div ref={place} data-editor={mounted === undefined ? 'coming' : 'ready'} className="absolute inset-0" />
    </div>
  )
}

function PlainEditor({ value, onChange, onRun, onSubmit, readOnly = false, label = 'Your code' }: CodeEditorProps) {
  return (
    <GrowArea
      aria-label={label}
      value={value}
      readOnly={readOnly}
      spellCheck={false}
      rows={12}
      className="font-mono text-base"
      onChange={(event) => onChange(event.target.value)}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
        event.preventDefault()
        if (event.shiftKey) onSubmit()
        else onRun()
      }}
    />
  )
}

function useMonaco(place: React.RefObject<HTMLDivElement | null>, props: CodeEditorProps, attempt: number) {
  const [mounted, setMounted] = useState<Mounted>()
  const [failed, setFailed] = useState(false)
  const latest = useRef(props)
  latest.current = props
  // biome-ignore lint/correctness/useExhaustiveDependencies: each attempt loads anew.
  useEffect(() => {
    const leaving = new AbortController()
    setFailed(false)
    loadMonaco().then(
      (monaco) => {
        if (leaving.signal.aborted || place.current === null) return
        setMounted(openEditor(monaco, place.current, { latest, signal: leaving.signal }))
      },
      () => {
        if (!leaving.signal.aborted) setFailed(true)
      },
    )
    return () => {
      leaving.abort()
      setMounted(undefined)
    }
  }, [place, attempt])
  return { mounted, failed }
}

interface Life {
  readonly latest: React.RefObject<CodeEditorProps>
  readonly signal: AbortSignal
}

function openEditor(monaco: Monaco, place: HTMLElement, { latest, signal }: Life): Mounted {
  const { value, language, readOnly = false, label = 'Your code' } = latest.current
  const editor = monaco.editor.create(place, {
    value,
    language,
    readOnly,
    theme: `quint-${shownTheme()}`,
    ariaLabel: label,
    automaticLayout: true,
    minimap: { enabled: false },
    bracketPairColorization: { enabled: false },
    lineNumbersMinChars: 3,
    lineDecorationsWidth: 8,
    folding: false,
    fontFamily: getComputedStyle(document.documentElement).getPropertyValue('--font-jetbrains') || 'monospace',
    fontSize: 15,
    lineHeight: 24,
    padding: { top: 12, bottom: 12 },
    scrollBeyondLastLine: false,
    overviewRulerLanes: 0,
    tabSize: 4,
    wordWrap: 'on',
    quickSuggestions: false,
    occurrencesHighlight: 'off',
    fixedOverflowWidgets: true,
  })
  let given = false
  editor.onDidChangeModelContent(() => {
    // Drawn before the next press is heard: what is run by it is what stands there, however fast it was typed.
    if (!given) flushSync(() => latest.current.onChange(editor.getValue()))
  })
  editor.addCommand(monaco.KeyMod.CtrlCmd | monaco.KeyCode.Enter, () => latest.current.onRun())
  editor.addCommand(monaco.KeyMod.CtrlCmd | monaco.KeyMod.Shift | monaco.KeyCode.Enter, () => latest.current.onSubmit())
  const stop = onThemeChange((theme) => monaco.editor.setTheme(`quint-${theme}`))
  signal.addEventListener('abort', () => {
    stop()
    editor.getModel()?.dispose()
    editor.dispose()
  })
  return { monaco, editor, replace: (text) => replaceIn(editor, text, (on) => (given = on)) }
}

/** As an edit, so that it can be undone and the caret stays. */
function replaceIn(editor: Editor, text: string, giving: (on: boolean) => void): void {
  const model = editor.getModel()
  if (model === null || model.getValue() === text) return
  giving(true)
  model.pushEditOperations([], [{ range: model.getFullModelRange(), text }], () => null)
  giving(false)
}

/** What changes from outside: another tab's text, the language, whether it may be written in, what the last run showed. */
function useText(mounted: Mounted | undefined, { value, revision, language, readOnly = false, problem }: CodeEditorProps): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: see revision.
  useEffect(() => mounted?.replace(value), [mounted, revision])
  useEffect(() => {
    const model = mounted?.editor.getModel()
    if (mounted !== undefined && model != null) mounted.monaco.editor.setModelLanguage(model, language)
  }, [mounted, language])
  useEffect(() => mounted?.editor.updateOptions({ readOnly }), [mounted, readOnly])
  useEffect(() => {
    const model = mounted?.editor.getModel()
    if (mounted === undefined || model == null) return
    const lines = model.getLineCount()
    const line = problem === undefined ? 0 : Math.min(problem.line, lines)
    const markers =
      problem === undefined || line < 1
        ? []
        : [
            {
              severity: mounted.monaco.MarkerSeverity.Error,
              message: problem.message,
              startLineNumber: line,
              endLineNumber: line,
              startColumn: model.getLineFirstNonWhitespaceColumn(line) || 1,
              endColumn: model.getLineMaxColumn(line),
            },
          ]
    mounted.monaco.editor.setModelMarkers(model, 'run', markers)
  }, [mounted, problem])
}

/** Selects it and brings it into view. */
function useShown(mounted: Mounted | undefined, shown: CodeEditorProps['shown']): void {
  useEffect(() => {
    const model = mounted?.editor.getModel()
    if (mounted === undefined || model == null || shown === undefined) return
    const range = mounted.monaco.Range.fromPositions(model.getPositionAt(shown.start), model.getPositionAt(shown.end))
    mounted.editor.setSelection(range)
    mounted.editor.revealRangeInCenter(range)
    mounted.editor.focus()
  }, [mounted, shown])
}
