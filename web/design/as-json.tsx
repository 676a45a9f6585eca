'use client'
/** The drawing as it is kept, to be read, changed and pasted: what is taken over is drawn. */
import { useState } from 'react'
import { CodeEditor } from '../interview/editor/code-editor.tsx'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import type { Blueprint } from './blueprint.ts'
import { readDrawn } from './drawn.ts'

export interface AsJsonProps {
  readonly blueprint: Blueprint
  readonly onChange: (blueprint: Blueprint) => void
}

export function AsJson({ blueprint, onChange }: AsJsonProps) {
  const [open, setOpen] = useState(false)
  const text = JSON.stringify(blueprint, null, 2)
  return (
    <details open={open} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary className="font-semibold">As JSON</summary>
      {open ? <Written key={text} text={text} onChange={onChange} /> : null}
    </details>
  )
}

function Written({ text, onChange }: { readonly text: string; readonly onChange: AsJsonProps['onChange'] }) {
  const [written, setWritten] = useState(text)
  const [wrong, setWrong] = useState<string>()
  const take = (): void => {
    const drawn = readDrawn(written)
    setWrong(drawn.kind === 'wrong' ? drawn.message : undefined)
    if (drawn.kind === 'drawn') onChange(drawn.blueprint)
  }
  return (
    <div className="mt-3 grid gap-3">
      <div className="h-[28rem]">
        <CodeEditor
          label="The drawing as JSON"
          value={written}
          revision={0}
          language="javascript"
          onChange={setWritten}
          onRun={take}
          onSubmit={take}
        />
      </div>
      <div>
        <Button look="quiet" disabled={written === text} onClick={take}>
          Draw it
        </Button>
      </div>
      {wrong === undefined ? null : <Notice message={wrong} />}
    </div>
  )
}
