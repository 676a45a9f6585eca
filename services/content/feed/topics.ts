/** The contract's call about topics: everything that can be explained without a model, and what there is on it. */
import type { Database } from '@quint/db/database.ts'
import type { ContentServiceImplementation } from '@quint/proto/gen/quint/content/v1/content.ts'
import { learnerOf } from '@quint/rpc/server.ts'
import type { Entry } from '../author/entry.ts'
import { entries } from '../author/knowledge.ts'
import { findEntry } from '../author/offline.ts'
import { average } from '../video/wire.ts'
import * as store from './topic-store.ts'

interface Named {
  readonly entry: Entry
  /** In small letters. */
  readonly names: readonly string[]
}

const named: readonly Named[] = entries
  .map((entry) => ({ entry, names: [entry.title, ...(entry.aka ?? [])].map((name) => name.toLowerCase()) }))
  .toSorted((a, b) => a.entry.title.localeCompare(b.entry.title, 'en'))
const allNames = named.flatMap(({ names }) => names)

export function topicCalls(database: Database) {
  return {
    async listTopics(_request, context) {
      const { userId } = learnerOf(context)
      const [found, own] = await database.asReader(userId, (tx) => Promise.all([store.videosNamed(tx, allNames), store.underWay(tx, userId)]))
      const byName = new Map(found.map((video) => [video.name, video]))
      const making = new Map(own.map(({ id, topic }) => [findEntry(topic)?.id, id]))
      return { topics: named.map((one) => toTopic(one, bestOf(one, byName), making.get(one.entry.id))) }
    },
  } satisfies Partial<ContentServiceImplementation>
}

function bestOf({ names }: Named, byName: ReadonlyMap<string, store.NamedVideo>): store.NamedVideo | undefined {
  const all = names.flatMap((name) => byName.get(name) ?? [])
  return all.toSorted((a, b) => b.topKey - a.topKey)[0]
}

function toTopic({ entry: { id, title, subject, difficulty, tags, aka = [], hook } }: Named, video: store.NamedVideo | undefined, makingId = '') {
  return {
    id,
    title,
    subject,
    difficulty,
    tags: [...tags],
    otherNames: [...aka],
    summary: hook[0] ?? '',
    videoId: video?.id ?? '',
    durationMs: video?.durationMs ?? 0,
    ratingAvg: video === undefined ? 0 : average(video),
    ratingCount: video?.ratingCount ?? 0,
    makingId,
  }
}
