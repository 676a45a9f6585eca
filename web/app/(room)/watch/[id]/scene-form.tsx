'use client'
/** A scene of one's own video, said or shown in other words: only that scene is made anew. */
import { type FormEvent, useState } from 'react'
import { messageOf } from '../../../../api/problem.ts'
import { type SceneView, type Video, watch } from '../../../../api/watch.ts'
import { Button } from '../../../../ui/button.tsx'
import { Dialog } from '../../../../ui/dialog.tsx'
import { Field } from '../../../../ui/field.tsx'
import { Notice } from '../../../../ui/notice.tsx'
import { errorWords, progressWords } from '../../../../watch/words.ts'

interface OwnProps {
  readonly video: Video
  readonly onChange: () => void
}

export function OwnVideo({ video, onChange }: OwnProps) {
  const [index, setIndex] = useState(0)
  const scene = video.storyboard.scenes[index]
  return (
    <details className="mt-8">
      <summary className="cursor-pointer font-semibold">Change this video</summary>
      <Anew video={video} onChange={onChange} />
      <label className="mt-4 flex flex-wrap items-center gap-2">
        Scene
        <select
          value={index}
          onChange={(event) => setIndex(Number(event.target.value))}
          className="min-h-11 max-w-full rounded-card border border-edge bg-surface px-2"
        >
          {video.storyboard.scenes.map(({ title }, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two scenes may have one title
            <option key={at} value={at}>
              {at + 1}. {title}
            </option>
          ))}
        </select>
      </label>
      {scene === undefined ? null : (
        <SceneForm key={index} scene={scene} onSave={(changed) => watch.change(video.id, { index, scene: changed }).then(onChange)} />
      )}
      <Removing video={video} onChange={onChange} />
    </details>
  )
}

/** How far the change is, and what became of it. */
function Anew({ video, onChange }: OwnProps) {
  const [failed, setFailed] = useState<unknown>()
  const act = (work: (id: string) => Promise<unknown>) => () => void work(video.id).then(onChange, setFailed)
  if (video.progress === null && video.error === null) return null
  return (
    <div className="mt-4 grid justify-items-start gap-2">
      <p role="status" className="text-muted">
        {video.progress === null
          ? `The change could not be made. ${errorWords(video.error)} You see the video as it was.`
          : `The scene is made anew: ${progressWords(video).toLowerCase()}, ${video.progress.percent} %. Until then you see the video as it was.`}
      </p>
      {video.progress === null ? (
        <Button look="quiet" onClick={act(watch.retry)}>
          Try again
        </Button>
      ) : (
        <Button look="quiet" onClick={act(watch.cancel)}>
          Leave it as it was
        </Button>
      )}
      {failed === undefined ? null : <Notice message={messageOf(failed)} />}
    </div>
  )
}

function Removing({ video, onChange }: OwnProps) {
  const [asked, setAsked] = useState(false)
  const [failed, setFailed] = useState<unknown>()
  return (
    <div className="mt-6">
      <Button look="danger" onClick={() => setAsked(true)}>
        Take the video away
      </Button>
      {asked ? (
        <Dialog title="Take it away for good?" onClose={() => setAsked(false)}>
          <p className="mt-3">The video goes with its ratings, comments and everybody's notes.</p>
          {failed === undefined ? null : <Notice message={messageOf(failed)} />}
          <p className="mt-5 flex flex-wrap gap-3">
            <Button look="danger" onClick={() => void watch.remove(video.id).then(onChange, setFailed)}>
              Take it away
            </Button>
            <Button look="plain" onClick={() => setAsked(false)}>
              Keep it
            </Button>
          </p>
        </Dialog>
      ) : null}
    </div>
  )
}

interface SceneFormProps {
  readonly scene: SceneView
  readonly onSave: (changed: SceneView) => Promise<unknown>
}

function SceneForm({ scene, onSave }: SceneFormProps) {
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
        <Field key={at} label={`Point ${at + 1}`} value={text} onChange={bullet(at)} maxLength={90} />
      ))}
      {draft.narration.map(({ say }, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: their number stays as it is
        <Field key={at} label={`Sentence ${at + 1}`} value={say} onChange={sentence(at)} maxLength={240} />
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
