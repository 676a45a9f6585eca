'use client'
/** What learners say of a video: one's own stands there at once, and goes again when it could not be kept. */
import { type InfiniteData, useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { putAnswer } from '../../../../api/answers.ts'
import type { Page } from '../../../../api/community.ts'
import { keys } from '../../../../api/keys.ts'
import { messageOf } from '../../../../api/problem.ts'
import { type VideoComment, watch } from '../../../../api/watch.ts'
import { useSending } from '../../../../coach/use-sending.ts'
import { Appeal } from '../../../../moderation/appeal.tsx'
import { heldWords, removedWords } from '../../../../moderation/words.ts'
import { Button } from '../../../../ui/button.tsx'
import { Area } from '../../../../ui/field.tsx'
import { Notice } from '../../../../ui/notice.tsx'
import { Rewriting } from '../../../../ui/rewriting.tsx'
import { useOnceKey } from '../../../../ui/use-once-key.ts'
import { Moderating } from './moderating.tsx'

const longest = 2000

/** What is not kept yet has a name of its own, by which nobody else knows it: nothing can be done to it. */
type Shown = VideoComment & { readonly onItsWay?: true }
type Pages = InfiniteData<Page<Shown>, string | undefined>

interface CommentsProps {
  readonly videoId: string
  /** Whoever looks may take down what others wrote. */
  readonly moderates: boolean
}

export function Comments({ videoId, moderates }: CommentsProps) {
  const queryKey = keys.videoComments(videoId)
  const pages = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam, signal }) => watch.comments(videoId, pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  })
  const queries = useQueryClient()
  const onChange = (): void => void queries.invalidateQueries({ queryKey })
  const comments: readonly Shown[] = pages.data?.pages.flatMap(({ items }) => items) ?? []
  return (
    <section className="mt-8">
      <h2 className="text-xl">Comments</h2>
      <Writing videoId={videoId} />
      {pages.isError ? <Notice message={messageOf(pages.error)} onRetry={() => void pages.refetch()} /> : null}
      {pages.isSuccess && comments.length === 0 ? <p className="mt-4 text-muted">Nobody has said anything yet.</p> : null}
      <ul className="mt-4 divide-y divide-line">
        {comments.map((comment) =>
          comment.onItsWay ? (
            <OnItsWay key={comment.id} body={comment.body} />
          ) : (
            <One key={comment.id} comment={comment} moderates={moderates} onChange={onChange} />
          ),
        )}
      </ul>
      {pages.hasNextPage ? (
        <Button look="quiet" busy={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
          Show older ones
        </Button>
      ) : null}
    </section>
  )
}

function Writing({ videoId }: { readonly videoId: string }) {
  const queries = useQueryClient()
  const queryKey = keys.videoComments(videoId)
  const [body, setBody] = useState('')
  const once = useOnceKey()
  const saying = useMutation({
    mutationFn: ({ words, key }: { readonly words: string; readonly key: string }) => watch.comment(videoId, words, key),
    onMutate({ words, key }) {
      const before = queries.getQueryData<Pages>(queryKey)
      const mine: Shown = { id: key, body: words, own: true, status: 'visible', createdAt: new Date().toISOString(), onItsWay: true }
      const [first, ...rest] = before?.pages ?? []
      if (before !== undefined && first !== undefined)
        putAnswer<Pages>(queries, queryKey, { ...before, pages: [{ ...first, items: [mine, ...first.items] }, ...rest] })
      setBody('')
    },
    onSuccess(kept, { key }) {
      once.done()
      putAnswer<Pages>(queries, queryKey, (now) => now && replaced(now, key, [kept]))
    },
    onError(_error, { words, key }) {
      putAnswer<Pages>(queries, queryKey, (now) => now && replaced(now, key, []))
      // What was begun meanwhile is not lost for it.
      setBody((now) => [words, now].filter((text) => text.trim() !== '').join('\n\n'))
    },
    onSettled: () => queries.invalidateQueries({ queryKey }),
  })
  const send = (event: FormEvent): void => {
    event.preventDefault()
    const words = body.trim()
    if (words !== '' && !saying.isPending) saying.mutate({ words, key: once.of(words) })
  }
  return (
    <form onSubmit={send} className="mt-3 grid gap-3">
      <Area label="Say something" value={body} onChange={setBody} maxLength={longest} />
      <p>
        <Button type="submit" look="quiet" disabled={body.trim() === ''} busy={saying.isPending}>
          Say it
        </Button>
      </p>
      {saying.isError ? <Notice message={messageOf(saying.error)} /> : null}
    </form>
  )
}

const replaced = (pages: Pages, id: string, by: readonly VideoComment[]): Pages => ({
  ...pages,
  pages: pages.pages.map((page) => ({ ...page, items: page.items.flatMap((comment) => (comment.id === id ? by : [comment])) })),
})

function OnItsWay({ body }: { readonly body: string }) {
  return (
    <li className="grid gap-1 py-3">
      <p className="whitespace-pre-wrap break-words">{body}</p>
      <p className="text-sm text-muted">On its way …</p>
    </li>
  )
}

const day = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'short' })

interface OneProps {
  readonly comment: VideoComment
  readonly moderates: boolean
  readonly onChange: () => void
}

function One({ comment, moderates, onChange }: OneProps) {
  const [told, setTold] = useState('')
  const [rewriting, setRewriting] = useState(false)
  const act = useSending(async (work: (id: string) => Promise<unknown>, words: string) => {
    setTold('')
    await work(comment.id)
    setTold(words)
    onChange()
  })
  return (
    <li className="grid gap-1 py-3">
      {rewriting ? (
        <Rewriting
          body={comment.body}
          maxLength={longest}
          save={(words) => watch.rewriteComment(comment.id, words).then(onChange)}
          onClose={() => setRewriting(false)}
        />
      ) : (
        <p className="whitespace-pre-wrap break-words">{comment.body}</p>
      )}
      <p className="flex flex-wrap items-center gap-x-3 text-sm text-muted">
        <time dateTime={comment.createdAt}>{day.format(new Date(comment.createdAt))}</time>
        {comment.status === 'review' ? <span role="status">{heldWords(comment)}</span> : null}
        {comment.status === 'removed' ? <span role="status">{removedWords('it', comment)}</span> : null}
        {comment.own && comment.status !== 'removed' ? (
          <Button look="plain" aria-expanded={rewriting} onClick={() => setRewriting(!rewriting)}>
            Change it
          </Button>
        ) : null}
        {comment.own ? (
          <Button look="plain" busy={act.sending} onClick={() => void act.send(watch.removeComment, '')}>
            Take it back
          </Button>
        ) : (
          <Button look="plain" busy={act.sending} onClick={() => void act.send(watch.reportComment, 'Thank you: it was noted.')}>
            Report
          </Button>
        )}
        {moderates && !comment.own ? <Moderating thing={{ kind: 'comment', id: comment.id }} decision="remove" onDecided={onChange} /> : null}
        {told === '' ? null : <span role="status">{told}</span>}
      </p>
      {act.error === undefined ? null : <Notice message={messageOf(act.error)} onRetry={() => void act.retry()} />}
      {comment.status === 'removed' && comment.appealed !== true ? (
        <Appeal ask={(words) => watch.appealComment(comment.id, words)} onAsked={onChange} />
      ) : null}
    </li>
  )
}
