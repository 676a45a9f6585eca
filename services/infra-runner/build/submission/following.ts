/** Tells whoever follows a submission of every change and everything that its trial finds out: one connection listens for all of them. */
import { heardWithin, type News, openNews } from '@quint/bus/news.ts'
import type { Database } from '@quint/db/database.ts'
import type { FollowSubmissionResponse } from '@quint/proto/gen/quint/runner/v1/design.ts'
import { cloudOf } from '../cloud/cloud-store.ts'
import { isOver } from './status.ts'
import * as store from './submission-store.ts'
import { newsAfter } from './trial-store.ts'
import { progressOf, toSubmission } from './wire.ts'

export interface Following extends AsyncDisposable {
  /** The submission now and after each change, and what was found out after `after`; ends when it is over, and nowhere in a cloud, or gone. */
  follow(
    userId: string,
    submissionId: string,
    given: { readonly after: number; readonly signal: AbortSignal },
  ): AsyncGenerator<FollowSubmissionResponse>
}

/** Progress is read so often; news come at once. */
const goingMs = 700
const quietMs = 5000
const mostAtOnce = 200

/** @param offered the cloud that is lent here; empty: none. */
export function openFollowing(database: Database, offered = ''): Following {
  const news = openNews(database, 'quint_designs')
  return {
    follow: (userId, submissionId, { after, signal }) =>
      follow({ database, news, userId, submissionId, offered }, after, AbortSignal.any([signal, news.signal])),
    [Symbol.asyncDispose]: () => news[Symbol.asyncDispose](),
  }
}

interface Followed {
  readonly database: Database
  readonly news: News
  readonly userId: string
  readonly submissionId: string
  readonly offered: string
}

async function* follow(followed: Followed, after: number, signal: AbortSignal): AsyncGenerator<FollowSubmissionResponse> {
  const { news, submissionId } = followed
  using changes = news.about(submissionId)
  let seen = after
  let last = ''
  while (!signal.aborted) {
    const heard = changes.next()
    const now = await read(followed, seen)
    if (now === undefined) return yield { told: { $case: 'gone', value: true } }
    for (const one of now.news) yield { told: { $case: 'news', value: one } }
    seen = now.news.at(-1)?.seq ?? seen
    // There is more that happened than was read at once.
    if (now.news.length === mostAtOnce) continue
    const text = JSON.stringify(now.submission)
    if (text !== last) yield { told: { $case: 'submission', value: now.submission } }
    last = text
    if (now.over) return
    await heardWithin(heard, now.submission.progress === undefined ? quietMs : goingMs, signal)
  }
}

function read({ database, userId, submissionId, offered }: Followed, after: number) {
  return database.asLearner(userId, async (tx) => {
    const row = await store.findSubmission(tx, submissionId)
    if (row === undefined) return undefined
    const news = await newsAfter(tx, submissionId, { after, limit: mostAtOnce })
    const cloud = await cloudOf(tx, submissionId)
    const isInCloud = cloud !== undefined && cloud.endedAt === null
    return { submission: toSubmission(row, await progressOf(tx, row), { cloud, offered }), news, over: isOver(row.status) && !isInCloud }
  })
}
