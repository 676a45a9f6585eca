'use client'
/** The topic, its subject, its level and tags. */
import { useRouter } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import { messageOf, mistakeIn, nearTo } from '../../../../api/problem.ts'
import { type Difficulty, watch } from '../../../../api/watch.ts'
import { paths } from '../../../../paths.ts'
import { AwakeSelect } from '../../../../ui/awake.tsx'
import { Button } from '../../../../ui/button.tsx'
import { Field } from '../../../../ui/field.tsx'
import { Notice } from '../../../../ui/notice.tsx'
import { useOnceKey } from '../../../../ui/use-once-key.ts'
import type { Wish } from '../../../../watch/wish.ts'
import { subjects, tagsOf } from '../../../../watch/words.ts'

export function WishForm({ start }: { readonly start: Wish }) {
  const router = useRouter()
  const once = useOnceKey()
  const [topic, setTopic] = useState(start.topic)
  const [subject, setSubject] = useState(start.subject)
  const [difficulty, setDifficulty] = useState(start.difficulty)
  const [tags, setTags] = useState('')
  const [busy, setBusy] = useState(false)
  const [failed, setFailed] = useState<unknown>()
  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    setBusy(true)
    setFailed(undefined)
    try {
      const wish = { topic, subject, difficulty, tags: tagsOf(tags) }
      const video = await watch.ask(wish, once.of(wish))
      router.push(paths.video(video.id))
    } catch (error) {
      setFailed(error)
      setBusy(false)
    }
  }
  const mistake = mistakeIn(failed, 'topic')
  const wrongTags = mistakeIn(failed, 'tags')
  return (
    <form onSubmit={(event) => void send(event)} className="mt-6 grid gap-5">
      <Field label="Topic" value={topic} onChange={setTopic} required maxLength={200} placeholder="Sliding window" error={mistake} />
      <Near topics={nearTo(failed, 'topic')} onChoose={setTopic} />
      <Select label="Subject" value={subject} options={subjects} onChange={setSubject} />
      <Select label="Level" value={difficulty} options={levels} onChange={(value) => setDifficulty(value as Difficulty)} />
      <Field
        label="Tags"
        value={tags}
        onChange={setTags}
        optional
        maxLength={240}
        placeholder="arrays, two pointers"
        hint="Words to find it by, at most eight, with commas between them."
        error={wrongTags}
      />
      <Button type="submit" busy={busy}>
        Make the video
      </Button>
      {failed === undefined || mistake !== undefined || wrongTags !== undefined ? null : <Notice message={messageOf(failed)} />}
    </form>
  )
}

interface NearProps {
  readonly topics: readonly string[]
  readonly onChoose: (topic: string) => void
}

/** Topics that can be explained without a model. */
function Near({ topics, onChoose }: NearProps) {
  if (topics.length === 0) return null
  return (
    <section aria-label="Near it are">
      <p className="text-muted">Near it are:</p>
      <p className="mt-2 flex flex-wrap gap-2">
        {topics.map((topic) => (
          <Button key={topic} look="quiet" onClick={() => onChoose(topic)}>
            {topic}
          </Button>
        ))}
      </p>
    </section>
  )
}

const levels = { easy: 'Easy', medium: 'Medium', hard: 'Hard' }

interface SelectProps {
  readonly label: string
  readonly value: string
  readonly options: Readonly<Record<string, string>>
  readonly onChange: (value: string) => void
}

function Select({ label, value, options, onChange }: SelectProps) {
  return (
    <label className="grid gap-1.5 font-semibold">
      {label}
      <AwakeSelect
        value={value}
        onChange={(event) => onChange(event.target.value)}
        className="min-h-12 rounded-card border border-edge bg-surface px-3 font-normal text-ink"
      >
        {Object.entries(options).map(([name, words]) => (
          <option key={name} value={name}>
            {words}
          </option>
        ))}
      </AwakeSelect>
    </label>
  )
}
