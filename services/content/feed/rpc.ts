/** The contract's call about the feed: what can be watched, and of the learner who asks also what is under way. */
import type { Database, Tx } from '@quint/db/database.ts'
import type { ContentServiceImplementation } from '@quint/proto/gen/quint/content/v1/content.ts'
import { learnerOf } from '@quint/rpc/server.ts'
import { progressesOf } from '../video/progress.ts'
import { invalid } from '../video/request.ts'
import type { VideoRow } from '../video/video-store.ts'
import { toVideo } from '../video/wire.ts'
import { beforeAll, checkedLimit, pageOf, parseCursor } from './cursor.ts'
import * as store from './feed-store.ts'

const sorts = ['', 'new', 'top', 'hot']
const states = ['', 'waiting', 'running', 'ready', 'failed', 'cancelled', 'refused']

export function feedCalls(database: Database) {
  return {
    async listVideos(request, context) {
      const { userId } = learnerOf(context)
      const limit = checkedLimit(request.limit)
      if (!sorts.includes(request.sort)) throw invalid('sort', 'must be new, top or hot')
      if (!states.includes(request.status)) throw invalid('status', 'is not one of a video')
      const cursor = parseCursor(request.cursor)
      if (request.mine || (request.status !== '' && request.status !== 'ready')) {
        return database.asReader(userId, async (tx) => ownPage(tx, request.status, { ...cursor, limit }))
      }
      const { found, way } = await database.asReader(userId, (tx) => search(tx, request, { ...cursor, limit }))
      const { rows, nextCursor } = pageOf(
        found.map((row) => ({ ...row, at: keyOf(row, request.sort) })),
        limit,
        way,
      )
      return { videos: rows.map(({ ownerId: _, ...row }) => toVideo(row)), ownerIds: rows.map(({ ownerId }) => ownerId), nextCursor }
    },
  } satisfies Partial<ContentServiceImplementation>
}

/** With how far each is that is being made. */
async function ownPage(tx: Tx, status: string, page: store.FeedPage) {
  const found = await store.ownVideos(tx, status, page)
  const { rows, nextCursor } = pageOf(
    found.map((row) => ({ ...row, at: row.newKey })),
    page.limit,
  )
  const progress = await progressesOf(tx, rows)
  return { videos: rows.map((row) => toVideo(row, progress.get(row.id))), nextCursor }
}

const keyOf = (row: VideoRow, sort: string): number => (sort === 'top' ? row.topKey : sort === 'hot' ? row.hotKey : row.newKey)

interface Wanted {
  readonly query: string
  readonly subject: string
  readonly difficulty: string
  readonly tag: string
  readonly sort: string
}

/** By words; when no video has them, by letters that are nearly the same. */
async function search(tx: Tx, { query, subject, difficulty, tag, sort }: Wanted, page: store.FeedPage & { readonly way: string }) {
  const filters = Object.fromEntries(Object.entries({ subject, difficulty, tag: tag.toLowerCase(), sort }).filter(([, value]) => value !== ''))
  const words = query.trim()
  if (words === '') return { found: await store.feed(tx, filters, page), way: '' }
  if (page.way !== 'alike') {
    const found = await store.feed(tx, { ...filters, words }, page)
    if (found.length > 0 || page.id !== beforeAll.id) return { found, way: 'words' }
  }
  return { found: await store.feed(tx, { ...filters, alike: words }, page), way: 'alike' }
}
