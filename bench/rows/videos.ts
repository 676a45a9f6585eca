/** Study videos: what one costs to make, how large it is, and how fast the feed answers with a hundred thousand of them. */
import { openDatabase } from '@quint/db/database.ts'
import { testDatabase } from '@quint/db/testing.ts'
import { uuidv7 } from '@quint/runtime/uuid.ts'
import { beforeAll } from '../../services/content/feed/cursor.ts'
import * as store from '../../services/content/feed/feed-store.ts'
import { migrations } from '../../services/content/migrate.ts'
import type { Row } from '../row.ts'
import { percentile } from '../statistics.ts'
import { startWorker, type WorkerOptions } from '../worker.ts'
import type { FilmMakerTasks } from '../workers/film-maker.ts'

const videos = 100_000
const rounds = 60

export async function videoRows(options: WorkerOptions): Promise<readonly Row[]> {
  return [...(await renderRows(options)), ...(await feedRows())]
}

async function renderRows(options: WorkerOptions): Promise<readonly Row[]> {
  // As much of a heap as the service gives it.
  await using maker = startWorker<FilmMakerTasks>('film-maker', options, { nodeOptions: ['--no-warnings', '--max-old-space-size=256'] })
  const { seconds, scenes, bytes, cpuSeconds, peakMebibytes } = await maker.ask('make', 'Two pointers')
  return [
    {
      name: 'Video: processor time for a second of film at 720p',
      measured: cpuSeconds / seconds,
      unit: 's',
      atMost: 0.12,
      note: `${seconds.toFixed(0)} s of film in ${scenes} scenes`,
    },
    { name: 'Video: most memory of a rendering process', measured: peakMebibytes, unit: 'MiB', atMost: 500, note: 'the same film' },
    { name: 'Video: size of a minute', measured: bytes / 1e6 / (seconds / 60), unit: 'MB', atMost: 2, note: 'H.264 and AAC in MP4' },
  ]
}

const topics = ['Heaps', 'Tries', 'Two pointers', 'Sliding window', 'Transactions', 'Caching', 'Deadlocks', 'Union-find']
const searches = {
  feed: {},
  subject: { subject: 'databases', sort: 'top' },
  words: { words: 'sliding window', sort: 'hot' },
  misspelt: { alike: 'slidng windw' },
} as const

async function feedRows(): Promise<readonly Row[]> {
  await using db = await testDatabase('content', migrations)
  const learner = uuidv7()
  await addVideos(db.adminUrl, learner)
  const rows: Row[] = []
  for (const [name, asked] of Object.entries(searches)) {
    const times: number[] = []
    for (let round = 0; round < rounds; round += 1) {
      const began = performance.now()
      await db.database.asReader(learner, (tx) => store.feed(tx, asked, { ...beforeAll, limit: 20 }))
      if (round > 4) times.push(performance.now() - began)
    }
    rows.push({
      name: `Video: ${name === 'feed' ? 'the feed' : `the feed by ${name}`} with ${videos.toLocaleString('en')} videos, p95`,
      measured: percentile(times, 0.95),
      unit: 'ms',
      atMost: 50,
      note: `${times.length} pages of 20`,
    })
  }
  return rows
}

async function addVideos(adminUrl: string, learner: string): Promise<void> {
  await using admin = openDatabase({ url: adminUrl, maxConnections: 1, statementTimeoutMs: 300_000 })
  await admin.asService(async (tx) => {
    await tx.query('alter table content.videos disable trigger videos_told')
    await tx.query(
      `insert into content.videos (id, user_id, job_id, topic, subject, difficulty, title, summary, tags, status, view_count, rating_sum, rating_count, ready_at)
       select gen_random_uuid(), $1, gen_random_uuid(), t.title, (array['algorithms', 'databases', 'networking'])[1 + n % 3], (array['easy', 'medium', 'hard'])[1 + n % 3],
         t.title || ' ' || n, 'What it is, what it costs and where it goes wrong.', array['tag ' || n % 50], 'ready', n % 1000, (n % 5) * 10, 10, now() - n * interval '1 minute'
       from generate_series(1, $3::int) as n join (select title, row_number() over () as at from unnest($2::text[]) as title) t on t.at = 1 + n % cardinality($2::text[])`,
      [learner, topics, videos],
    )
  })
  await admin.asService((tx) => tx.query('analyze content.videos'))
}
