/** Opens the stores that processes of the mesh share, as an address names them. */
import { type Log, silentLog } from '@quint/runtime/log.ts'
import { type Board, type BoardOptions, memoryBoard } from './board.ts'
import { type Cache, type CacheOptions, noCache } from './cache.ts'
import { redisCache } from './redis-cache.ts'
import { redisTally } from './redis-tally.ts'
import { memoryTally, type Tally, type TallyOptions } from './tally.ts'

export interface Stores extends AsyncDisposable {
  /** Whether other processes have the same. */
  readonly common: boolean
  /** For what may be kept only if every process learns that it is out of date. */
  cache(options: CacheOptions): Cache
  tally(options: TallyOptions): Tally
  board(options: BoardOptions): Promise<Board>
}

/** @param url as `openRedis` takes it; empty: this process counts by itself and keeps nothing that others would have to drop. */
export function openStores(url: string, log: Log = silentLog): Promise<Stores> {
  const [scheme = ''] = url.split('//')
  const open = Object.hasOwn(schemes, scheme) ? schemes[scheme] : undefined
  if (open === undefined) throw new Error('the address of Redis must be redis://host:port or rediss://host:port')
  return open(url, log)
}

const schemes: Readonly<Record<string, (url: string, log: Log) => Promise<Stores>>> = {
  '': openOwn,
  'redis:': openCommon,
  'rediss:': openCommon,
}

async function openOwn(): Promise<Stores> {
  return {
    common: false,
    cache: ({ name }) => noCache(name),
    tally: memoryTally,
    board: async (options) => memoryBoard(options),
    [Symbol.asyncDispose]: async () => undefined,
  }
}

async function openCommon(url: string, log: Log): Promise<Stores> {
  // Loaded only where it is used: most of the time of a start would be its.
  const [{ openRedis }, { redisBoard }] = await Promise.all([import('./redis.ts'), import('./redis-board.ts')])
  const owned = new AsyncDisposableStack()
  const redis = owned.use(await openRedis(url, log))
  return {
    common: true,
    cache: (options) => owned.use(redisCache(redis, options)),
    tally: (options) => redisTally(redis, options),
    board: async (options) => owned.use(await redisBoard(redis, options)),
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}
