'use client'
/** What the owner of a video can change: its title and tags, a scene of it, and whether it is there. */
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { putAnswer } from '../../../../api/answers.ts'
import { keys } from '../../../../api/keys.ts'
import { messageOf, mistakeIn } from '../../../../api/problem.ts'
import { type Video, watch } from '../../../../api/watch.ts'
import { useSending } from '../../../../coach/use-sending.ts'
import { Button } from '../../../../ui/button.tsx'
import { Dialog } from '../../../../ui/dialog.tsx'
import { Field } from '../../../../ui/field.tsx'
import { Notice } from '../../../../ui/notice.tsx'
import { errorWords, progressWords, tagsOf } from '../../../../watch/words.ts'
import { SceneForm } from './scene-form.tsx'
import { useDeed } from './use-deed.ts'

interface OwnProps {
  readonly video: Video
  readonly onChange: () => void
}

export function OwnVideo({ video, onChange }: OwnProps) {
  return (
    <details className="mt-8">
      <summary className="cursor-pointer font-semibold">Change this video</summary>
      {video.moderation === 'removed' ? (
        <p className="mt-4 text-muted">What a moderator has taken down stays as it is.</p>
      ) : (
        <>
          <Anew video={video} onChange={onChange} />
          <Naming video={video} onChange={onChange} />
          <Scenes video={video} onChange={onChange} />
        </>
      )}
      <Removing video={video} onChange={onChange} />
    </details>
  )
}

/** One of them at a time. */
function Scenes({ video, onChange }: OwnProps) {
  const [index, setIndex] = useState(0)
  const scene = video.storyboard.scenes[index]
  return (
    <>
      <label className="mt-6 flex flex-wrap items-center gap-2">
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
        <SceneForm key={index} scene={scene} onSave={(changed) => watch.change(video.id, { scene: { index, scene: changed } }).then(onChange)} />
      )}
    </>
  )
}

/** How far the change is, and what became of it. */
function Anew({ video, onChange }: OwnProps) {
  const { sending, error, act } = useDeed(video, onChange)
  if (video.progress === null && video.error === null) return null
  return (
    <div className="mt-4 grid justify-items-start gap-2">
      <p role="status" className="text-muted">
        {video.progress === null
          ? `The change could not be made. ${errorWords(video.error)} You see the video as it was.`
          : `The scene is made anew: ${progressWords(video).toLowerCase()}, ${video.progress.percent} %. Until then you see the video as it was.`}
      </p>
      {video.progress === null ? (
        <Button look="quiet" busy={sending} onClick={act(watch.retry)}>
          Try again
        </Button>
      ) : (
        <Button look="quiet" busy={sending} onClick={act(watch.cancel)}>
          Leave it as it was
        </Button>
      )}
      {error === undefined ? null : <Notice message={messageOf(error)} />}
    </div>
  )
}

function Removing({ video, onChange }: OwnProps) {
  const [asked, setAsked] = useState(false)
  const { sending, error, act } = useDeed(video, onChange)
  return (
    <div className="mt-6">
      <Button look="danger" onClick={() => setAsked(true)}>
        Take the video away
      </Button>
      {asked ? (
        <Dialog title="Take it away for good?" onClose={() => setAsked(false)}>
          <p className="mt-3">The video goes with its ratings, comments and everybody's notes.</p>
          <p className="mt-5 flex flex-wrap gap-3">
            <Button look="danger" busy={sending} onClick={act(watch.remove)}>
              Take it away
            </Button>
            <Button look="plain" onClick={() => setAsked(false)}>
              Keep it
            </Button>
          </p>
          {error === undefined ? null : <Notice message={messageOf(error)} />}
        </Dialog>
      ) : null}
    </div>
  )
}

/** Another title and other tags: the film stays. */
function Naming({ video, onChange }: OwnProps) {
  const queries = useQueryClient()
  const [typedTitle, setTitle] = useState<string>()
  const [typedTags, setTags] = useState<string>()
  const [title, tags] = [typedTitle ?? video.title, typedTags ?? video.tags.join(', ')]
  const naming = useSending(async () => {
    await watch.change(video.id, { title: title.trim(), tags: tagsOf(tags) })
    // As it is now, until it is read; what was typed on meanwhile stays.
    putAnswer<Video>(queries, keys.video(video.id), (now) => now && { ...now, title: title.trim(), tags: tagsOf(tags) })
    setTitle((now) => (now === typedTitle ? undefined : now))
    setTags((now) => (now === typedTags ? undefined : now))
    onChange()
    await queries.invalidateQueries({ queryKey: keys.videos })
  })
  const [wrongTitle, wrongTags] = [mistakeIn(naming.error, 'title'), mistakeIn(naming.error, 'tags')]
  const save = (event: FormEvent): void => {
    event.preventDefault()
    void naming.send()
  }
  return (
    <form onSubmit={save} className="mt-4 grid gap-3 border-b border-line pb-6">
      <Field label="Title of the video" value={title} onChange={setTitle} required minLength={2} maxLength={80} error={wrongTitle} />
      <Field
        label="Tags"
        value={tags}
        onChange={setTags}
        optional
        maxLength={240}
        hint="At most eight, with commas between them."
        error={wrongTags}
      />
      <p>
        <Button type="submit" look="quiet" busy={naming.sending} disabled={title.trim() === video.title && tagsOf(tags).join() === video.tags.join()}>
          Save title and tags
        </Button>
      </p>
      {naming.error === undefined || wrongTitle !== undefined || wrongTags !== undefined ? null : <Notice message={messageOf(naming.error)} />}
    </form>
  )
}
