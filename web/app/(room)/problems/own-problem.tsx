'use client'
/** Adds a problem of the learner's own, which plans take in and nobody else sees. */
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { problems } from '../../../api/plans.ts'
import { messageOf } from '../../../api/problem.ts'
import { useSending } from '../../../coach/use-sending.ts'
import { paths } from '../../../paths.ts'
import { topicWords } from '../../../plan/words.ts'
import { AwakeSelect } from '../../../ui/awake.tsx'
import { Button } from '../../../ui/button.tsx'
import { Field } from '../../../ui/field.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { useLeading } from '../../../ui/use-leading.ts'
import { useOnceKey } from '../../../ui/use-once-key.ts'

const select = 'min-h-12 w-full rounded-card border border-edge bg-surface px-3'

export function OwnProblem() {
  const { leading, lead } = useLeading()
  const queries = useQueryClient()
  const once = useOnceKey()
  const [title, setTitle] = useState('')
  const [link, setLink] = useState('')
  const [topic, setTopic] = useState('arrays')
  const [difficulty, setDifficulty] = useState('medium')
  const add = useSending(async () => {
    const added = { title: title.trim(), link: link.trim(), topic, difficulty, minutes: 30 }
    const { problem } = await problems.add(added, once.of(added))
    await queries.invalidateQueries({ queryKey: ['problems'] })
    lead(paths.problem(problem.id))
  })
  return (
    <details className="mt-14 border-t border-line pt-8">
      <summary className="cursor-pointer font-display text-xl">Add a problem of your own</summary>
      <form
        className="mt-4 grid max-w-xl gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          void add.send()
        }}
      >
        <Field label="Title" value={title} onChange={setTitle} required maxLength={255} />
        <Field label="Link" optional type="url" value={link} onChange={setLink} maxLength={2000} />
        <label className="font-semibold">
          Topic
          <AwakeSelect value={topic} onChange={({ target }) => setTopic(target.value)} className={`${select} mt-1.5 font-normal`}>
            {Object.entries(topicWords).map(([id, words]) => (
              <option key={id} value={id}>
                {words}
              </option>
            ))}
          </AwakeSelect>
        </label>
        <label className="font-semibold">
          Difficulty
          <AwakeSelect value={difficulty} onChange={({ target }) => setDifficulty(target.value)} className={`${select} mt-1.5 font-normal`}>
            <option>easy</option>
            <option>medium</option>
            <option>hard</option>
          </AwakeSelect>
        </label>
        <p>
          <Button type="submit" look="quiet" busy={add.sending || leading}>
            Add it
          </Button>
        </p>
        {add.error === undefined ? null : <Notice message={messageOf(add.error)} onRetry={() => void add.retry()} />}
      </form>
    </details>
  )
}
