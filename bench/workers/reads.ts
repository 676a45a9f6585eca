/** Reads of one session, by its learner under row level security and, beside it, prepared on a plain pool that may see everything. */
import { openDatabase } from '@quint/db/database.ts'
import { testDatabase } from '@quint/db/testing.ts'
import { uuidv7 } from '@quint/runtime/uuid.ts'
import pg from 'pg'
import { migrations } from '../../services/sessions/migrate.ts'
import { findSession, insertSession } from '../../services/sessions/store.ts'
import { descendantsCpuMs } from '../family.ts'
import { algorithm } from '../hint.ts'
import { answer } from '../worker.ts'

export type ReadsTasks = typeof tasks

export interface Place {
  readonly url: string
  readonly adminUrl: string
  readonly userId: string
  readonly sessionId: string
}

export interface Reads {
  readonly count: number
  readonly atOnce: number
}

const most = 20
const owned = new AsyncDisposableStack()
let read: () => Promise<unknown> = () => Promise.reject(new Error('nothing is open'))

const tasks = {
  /** The server, for all who read. */
  async start(): Promise<Place> {
    const db = owned.use(await testDatabase('sessions', migrations))
    const [userId, sessionId] = [uuidv7(), uuidv7()]
    await db.database.asLearner(userId, (tx) => insertSession(tx, { id: sessionId, userId, algorithm }))
    return { url: db.urls.url, adminUrl: db.adminUrl, userId, sessionId }
  },
  openOurs({ url, userId, sessionId }: Place): void {
    const database = owned.use(openDatabase({ url, maxConnections: most }))
    read = () => database.asLearner(userId, (tx) => findSession(tx, sessionId))
  },
  /** The text is the one that the store itself asks. */
  async openRaw({ adminUrl, sessionId }: Place): Promise<void> {
    const pool = new pg.Pool({ connectionString: adminUrl, max: most, options: '-c search_path=sessions' })
    owned.defer(() => pool.end())
    const asked: { text: string; values: readonly unknown[] }[] = []
    const listen = (text: string, values: readonly unknown[] = []): Promise<never[]> => Promise.resolve(asked.push({ text, values })).then(() => [])
    await findSession({ query: listen }, sessionId).catch(() => undefined)
    const [{ text, values } = { text: '', values: [] }] = asked
    read = async () => {
      const { rows } = await pool.query({ name: 'read', text, values: [...values] })
      if (rows.length !== 1) throw new Error('the session is not there')
    }
  },
  async read({ count, atOnce }: Reads): Promise<number> {
    let left = count
    const reader = async (): Promise<void> => {
      while (left > 0) {
        left -= 1
        await read()
      }
    }
    await Promise.all(Array.from({ length: atOnce }, reader))
    return count
  },
  postgresCpuMs: () => descendantsCpuMs(process.pid),
}

answer(tasks, owned)
