'use client'
/** What a learner writes down at a time of a video; nobody else sees it. */
import { type FormEvent, useState } from 'react'
import { messageOf } from '../../../../api/problem.ts'
import { type Video, watch } from '../../../../api/watch.ts'
import { useSending } from '../../../../coach/use-sending.ts'
import { Button } from '../../../../ui/button.tsx'
import { Field } from '../../../../ui/field.tsx'
import { Notice } from '../../../../ui/notice.tsx'
import { useOnceKey } from '../../../../ui/use-once-key.ts'
import { clock } from '../../../../watch/words.ts'

interface NotesProps {
  readonly video: Video
  readonly atMs: number
  readonly onSeek: (ms: number) => void
  readonly onChange: () => void
}

export function Notes({ video, atMs, onSeek, onChange }: NotesProps) {
  const [body, setBody] = useState('')
  const once = useOnceKey()
  const writing = useSending(async () => {
    const note = { atMs: Math.min(Math.round(atMs), video.durationMs), body }
    await watch.note(video.id, note, once.of(note))
    once.done()
    setBody((now) => (now === body ? '' : now))
    onChange()
  })
  const removing = useSending(async (id: string) => {
    await watch.removeNote(video.id, id)
    onChange()
  })
  const failed = writing.error ?? removing.error
  const send = (event: FormEvent): void => {
    event.preventDefault()
    void writing.send()
  }
  return (
    <section className="mt-8">
      <h2 className="text-xl">Your notes</h2>
      <ul className="mt-2 divide-y divide-line">
        {video.notes.map((note) => (
          <li key={note.id} className="flex items-baseline gap-4 py-2">
            <Button look="plain" onClick={() => onSeek(note.atMs)}>
              {clock(note.atMs)}
            </Button>
            <span className="flex-1 break-words">{note.body}</span>
            <Button look="plain" onClick={() => void removing.send(note.id)}>
              Take it away
            </Button>
          </li>
        ))}
      </ul>
      <form onSubmit={send} className="mt-3 flex flex-wrap items-end gap-3">
        <div className="min-w-0 flex-1 basis-60">
          <Field label={`A note at ${clock(atMs)}`} value={body} onChange={setBody} maxLength={2000} />
        </div>
        <Button type="submit" look="quiet" disabled={body.trim() === ''} busy={writing.sending}>
          Write it down
        </Button>
      </form>
      {failed === undefined ? null : <Notice message={messageOf(failed)} />}
    </section>
  )
}
