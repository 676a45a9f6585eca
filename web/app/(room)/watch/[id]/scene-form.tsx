'use client'
/** A scene of one's own video, said or shown in other words: only that scene is made anew. */
import { type FormEvent, useState } from 'react'
import { messageOf } from '../../../../api/problem.ts'
import type { SceneView } from '../../../../api/watch.ts'
import { Button } from '../../../../ui/button.tsx'
import { Area, Field } from '../../../../ui/field.tsx'
import { Notice } from '../../../../ui/notice.tsx'

interface SceneFormProps {
  readonly scene: SceneView
  readonly onSave: (changed: SceneView) => Promise<unknown>
}

export function SceneForm({ scene, onSave }: SceneFormProps) {
  // What is typed stays while another scene comes, and while this one is made.
  const [typed, setDraft] = useState<SceneView>()
  const draft = typed ?? scene
  const [busy, setBusy] = useState(false)
  const [failed, setFailed] = useState<unknown>()
  const save = (event: FormEvent): void => {
    event.preventDefault()
    setBusy(true)
    setFailed(undefined)
    void onSave(draft)
      .catch(setFailed)
      .finally(() => setBusy(false))
  }
  const bullet = (at: number) => (text: string) => setDraft({ ...draft, bullets: draft.bullets.with(at, text) })
  const sentence = (at: number) => (say: string) =>
    setDraft({ ...draft, narration: draft.narration.map((each, index) => (index === at ? { ...each, say } : each)) })
  return (
    <form onSubmit={save} className="mt-4 grid gap-3">
      <Field label="Title of the scene" value={draft.title} onChange={(title) => setDraft({ ...draft, title })} maxLength={60} />
      {draft.bullets.map((text, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: their number stays as it is
        <OneLine key={at} label={`Point ${at + 1}`} value={text} onChange={bullet(at)} maxLength={90} />
      ))}
      {draft.narration.map(({ say }, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: their number stays as it is
        <OneLine key={at} label={`Sentence ${at + 1}`} value={say} onChange={sentence(at)} maxLength={240} />
      ))}
      <p>
        <Button type="submit" look="quiet" busy={busy} disabled={JSON.stringify(draft) === JSON.stringify(scene)}>
          Make this scene anew
        </Button>
      </p>
      {failed === undefined ? null : <Notice message={messageOf(failed)} />}
    </form>
  )
}

interface OneLineProps {
  readonly label: string
  readonly value: string
  readonly onChange: (text: string) => void
  readonly maxLength: number
}

/** All of it can be read on a phone, too; what is said or shown has no line breaks. */
function OneLine({ onChange, ...rest }: OneLineProps) {
  return <Area {...rest} rows={1} onChange={(text) => onChange(text.replace(/\s*\n\s*/gu, ' '))} />
}
