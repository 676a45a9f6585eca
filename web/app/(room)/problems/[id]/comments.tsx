'use client'
/** What learners say of a problem, and saying something. */
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { keys } from '../../../../api/keys.ts'
import { type Comment, problems } from '../../../../api/plans.ts'
import { messageOf } from '../../../../api/problem.ts'
import { useSending } from '../../../../coach/use-sending.ts'
import { Appeal } from '../../../../moderation/appeal.tsx'
import { heldWords, removedWords } from '../../../../moderation/words.ts'
import { Button } from '../../../../ui/button.tsx'
import { Area } from '../../../../ui/field.tsx'
import { Notice } from '../../../../ui/notice.tsx'
import { Pages, usePages } from '../../../../ui/pages.tsx'
import { Rewriting } from '../../../../ui/rewriting.tsx'
import { Waiting } from '../../../../ui/skeleton.tsx'
import { useOnceKey } from '../../../../ui/use-once-key.ts'

const longest = 4000
const tags = [
  { value: 'good_intro', words: 'good to begin with' },
  { value: 'pattern_practice', words: 'good practice of its pattern' },
  { value: 'too_hard', words: 'too hard' },
]
const day = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'short', year: 'numeric' })

export function Comments({ id }: { readonly id: string }) {
  const pages = usePages({ queryKey: keys.comments(id), read: (cursor, signal) => problems.comments(id, cursor, signal) })
  return (
    <section aria-labelledby="comments" className="mt-12">
      <h2 id="comments" className="text-xl">
        What learners say
      </h2>
      <Pages
        pages={pages}
        waiting={<Waiting label="Comments are being fetched." />}
        nothing={<p className="mt-2 text-muted">Nobody has said anything yet.</p>}
        more="Show older ones"
      >
        {(found) => (
          <ul className="mt-3 divide-y divide-line">
            {found.map((comment) => (
              <OneComment key={comment.id} id={id} comment={comment} />
            ))}
          </ul>
        )}
      </Pages>
      <Say id={id} />
    </section>
  )
}

function OneComment({ id, comment }: { readonly id: string; readonly comment: Comment }) {
  const queries = useQueryClient()
  const [reported, setReported] = useState(false)
  const [rewriting, setRewriting] = useState(false)
  const act = useSending(async () => {
    if (comment.own) await problems.unsay(comment.id)
    else await problems.report(comment.id)
    setReported(!comment.own)
    await queries.invalidateQueries({ queryKey: keys.comments(id) })
  })
  const tag = tags.find(({ value }) => value === comment.tag)
  const rewrite = async (body: string): Promise<void> => {
    await problems.rewrite(comment.id, { body, tag: comment.tag })
    await queries.invalidateQueries({ queryKey: keys.comments(id) })
  }
  return (
    <li className="py-3">
      {rewriting ? (
        <Rewriting body={comment.body} maxLength={longest} save={rewrite} onClose={() => setRewriting(false)} />
      ) : (
        <p className="whitespace-pre-wrap break-words">{comment.body}</p>
      )}
      <p className="flex flex-wrap items-center gap-x-3 text-sm text-muted">
        <time dateTime={comment.createdAt}>{day.format(new Date(comment.createdAt))}</time>
        {tag === undefined ? null : <span>{tag.words}</span>}
        {comment.status === 'review' ? <span role="status">{heldWords(comment)}</span> : null}
        {comment.status === 'removed' ? <span role="status">{removedWords('it', comment)}</span> : null}
        {comment.own && comment.status !== 'removed' ? (
          <Button look="plain" aria-expanded={rewriting} onClick={() => setRewriting(!rewriting)}>
            Change it
          </Button>
        ) : null}
        {reported ? (
          <span role="status">Thank you. Somebody will look at it.</span>
        ) : (
          <Button look="plain" busy={act.sending} onClick={() => void act.send()}>
            {comment.own ? 'Take it back' : 'Report'}
          </Button>
        )}
      </p>
      {comment.status === 'removed' && comment.appealed !== true ? (
        <Appeal ask={(words) => problems.appeal(comment.id, words)} onAsked={() => void queries.invalidateQueries({ queryKey: keys.comments(id) })} />
      ) : null}
      {act.error === undefined ? null : <Notice message={messageOf(act.error)} onRetry={() => void act.retry()} />}
    </li>
  )
}

function Say({ id }: { readonly id: string }) {
  const queries = useQueryClient()
  const once = useOnceKey()
  const [body, setBody] = useState('')
  const [tag, setTag] = useState('')
  const [reasons, setReasons] = useState<readonly string[]>([])
  const say = useSending(async () => {
    const comment = { body: body.trim(), tag: tag === '' ? null : tag }
    const said = await problems.say(id, comment, once.of(comment))
    once.done()
    setBody((now) => (now === body ? '' : now))
    setReasons(said.reasons)
    await queries.invalidateQueries({ queryKey: keys.comments(id) })
  })
  return (
    <form
      className="mt-4 grid gap-3"
      onSubmit={(event) => {
        event.preventDefault()
        void say.send()
      }}
    >
      <Area label="Say something" value={body} onChange={setBody} required maxLength={longest} hint="Others read it. No solutions, please." />
      <label className="flex flex-wrap items-center gap-3">
        It is
        <select value={tag} onChange={({ target }) => setTag(target.value)} className="min-h-10 rounded-card border border-edge bg-surface px-2">
          <option value="">just a comment</option>
          {tags.map(({ value, words }) => (
            <option key={value} value={value}>
              {words}
            </option>
          ))}
        </select>
      </label>
      {say.error === undefined ? null : <Notice message={messageOf(say.error)} onRetry={() => void say.retry()} />}
      {reasons.length === 0 ? null : <p role="status">Somebody looks at it first: {reasons.join(' ')}</p>}
      <p>
        <Button type="submit" look="quiet" busy={say.sending}>
          Say it
        </Button>
      </p>
    </form>
  )
}
