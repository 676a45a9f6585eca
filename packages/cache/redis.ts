/** A connection to Redis that is never waited for: a command that takes too long fails, and one that cannot be sent fails at once. */
import { readFile } from 'node:fs/promises'
import { Failure } from '@quint/runtime/failure.ts'
import type { Log } from '@quint/runtime/log.ts'
import { Redis as Client, type RedisOptions } from 'ioredis'

export interface Redis extends AsyncDisposable {
  /** Goes before every key. */
  readonly prefix: string
  /** For the library that counts by itself. */
  readonly client: object
  /** Runs a script of ours on one key; throws Failure('unavailable') when Redis does not answer in time. */
  run(script: string, key: string, args: readonly (string | number)[]): Promise<unknown>
  remove(keys: readonly string[]): Promise<void>
  /** Hears what is published to a channel while Redis is there, over a connection of its own. */
  listen(channel: string, tell: (message: string) => void): Promise<AsyncDisposable>
  /** Calls back whenever it can be asked again. */
  onBack(listener: () => void): Disposable
}

/** A command that has no answer by then has failed; it may have been done all the same. */
const commandDeadlineMs = 200
/** A connection on which nothing arrives for so long, though something is asked, is given up. */
const silenceMs = 500
const connectDeadlineMs = 1000
const longestPauseMs = 1000

/** @param url `redis://[user:password@]host[:port][/db]`, or `rediss://` over TLS; `?prefix=` goes before every key, `?ca=` names a file with the certificates to trust. */
export async function openRedis(url: string, log: Log): Promise<Redis> {
  const { searchParams } = new URL(url)
  const options = await optionsOf(url)
  const client = new Client(options)
  const address = `${options.host}:${options.port}`
  watch(client, {
    back: () => log.info('Redis is back', { address }),
    away: (reason) => log.warn('Redis is away: this process counts by itself and keeps no answers', { address, reason }),
  })
  // Whoever starts while it is away starts without it.
  await new Promise((resolve) => client.once('ready', resolve).once('reconnecting', resolve))
  const asked = async <T>(command: Promise<T>): Promise<T> => {
    try {
      return await command
    } catch (cause) {
      throw new Failure('unavailable', 'Redis does not answer.', { cause })
    }
  }
  return {
    prefix: searchParams.get('prefix') ?? 'quint:',
    client,
    run: (script, key, args) => asked(client.eval(script, 1, key, ...args)),
    remove: async (keys) => void (await asked(client.unlink(...keys))),
    listen: (channel, tell) => listen(options, channel, tell),
    onBack(listener) {
      client.on('ready', listener)
      return { [Symbol.dispose]: () => void client.off('ready', listener) }
    },
    async [Symbol.asyncDispose]() {
      client.disconnect()
    },
  }
}

/** It subscribes again by itself whenever Redis is back. */
async function listen(options: Awaited<ReturnType<typeof optionsOf>>, channel: string, tell: (message: string) => void): Promise<AsyncDisposable> {
  // Between messages a listener is silent for as long as it likes.
  const { socketTimeout: _, ...rest } = options
  const client = new Client({ ...rest, autoResubscribe: true, lazyConnect: false })
  client.on('error', () => undefined)
  client.on('message', (_channel, message) => tell(message))
  // Subscribed anew at each connection: a subscription that was asked for while Redis was away was never made.
  client.on('ready', () => void client.subscribe(channel).catch(() => undefined))
  await new Promise((resolve) => client.once('subscribe', resolve).once('ready', resolve).once('reconnecting', resolve))
  return { [Symbol.asyncDispose]: async () => client.disconnect() }
}

async function optionsOf(url: string) {
  const { protocol, hostname, port, username, password, pathname, searchParams } = new URL(url)
  const ca = searchParams.get('ca')
  return {
    host: hostname.replace(/^\[|\]$/g, ''),
    port: Number(port || 6379),
    ...(username === '' ? {} : { username: decodeURIComponent(username) }),
    ...(password === '' ? {} : { password: decodeURIComponent(password) }),
    db: Number(pathname.slice(1)),
    ...(protocol === 'rediss:' ? { tls: { servername: hostname, ...(ca === null ? {} : { ca: await readFile(ca, 'utf8') }) } } : {}),
    connectTimeout: connectDeadlineMs,
    commandTimeout: commandDeadlineMs,
    socketTimeout: silenceMs,
    // Nothing waits for a connection, and nothing is sent twice: a count would be counted twice.
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 0,
    retryStrategy: (times: number) => Math.min(25 * 2 ** times, longestPauseMs) * (0.5 + Math.random() / 2),
  } satisfies RedisOptions
}

interface Changes {
  back(): void
  /** @param reason a code, never a message. */
  away(reason: string | undefined): void
}

/** Tells of each change between being there and being away, once. */
function watch(client: Client, tell: Changes): void {
  let away = false
  let reason: string | undefined
  client.on('ready', () => {
    if (away) tell.back()
    away = false
    reason = undefined
  })
  client.on('error', (error: Error) => {
    // Such as ECONNREFUSED, or the first word of what Redis says: WRONGPASS.
    reason = 'code' in error && typeof error.code === 'string' ? error.code : /^[A-Z]+(?= )/.exec(error.message)?.[0]
  })
  client.on('reconnecting', () => {
    if (!away) tell.away(reason)
    away = true
  })
}
