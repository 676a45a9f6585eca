/** The contract's call about the feed: what can be watched, and of the learner who asks also what is under way. */
import type { Database, Tx } from '@quint/db/database.ts'
import type { ContentServiceImplementation } from '@quint/proto/gen/quint/content/v1/content.ts'
import { learnerOf } from '@quint/rpc/server.ts'
import { invalid } from '../video/request.ts'
import * as store from '../video/video-store.ts'
import { toVideo } from '../video/wire.ts'
import { beforeAll, checkedLimit, pageOf, parseCursor } from './cursor.ts'

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
        const found = await database.asReader(userId, (tx) => store.ownVideos(tx, request.status, { ...cursor, limit }))
        const { rows, nextCursor } = pageOf(
          found.map((row) => ({ ...row, at: row.newKey })),
          limit,
        )
        return { videos: rows.map((row) => toVideo(row)), nextCursor }
      }
      const { found, way } = await database.asReader(userId, (tx) => search(tx, request, { ...cursor, limit }))
      const { rows, nextCursor } = pageOf(
        found.map((row) => ({ ...row, at: keyOf(row, request.sort) })),
        limit,
        way,
      )
      return { videos: rows.map((row) => toVideo(row)), nextCursor }
    },
  } satisfies Partial<ContentServiceImplementation>
}

const keyOf = (row: store.VideoRow, sort: string): number => (sort === 'top' ? row.topKey : sort === 'hot' ? row.hotKey : row.newKey)

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
