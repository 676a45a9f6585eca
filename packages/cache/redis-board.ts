/** A notice board in Redis, common to all processes: a list for each topic, and a channel by which each process hears of all that is put up. */
import { type Board, type BoardOptions, mostNotices, type Notice, openReaders } from './board.ts'
import type { Redis } from './redis.ts'

/** The number outlives the notices, so that it never starts anew for somebody who has seen a higher one. */
const numberTtlMs = 30 * 86_400_000

const postScript = `local seq = redis.call('hincrby', KEYS[1], 'seq', 1)
redis.call('pexpire', KEYS[1], ARGV[5])
local list = KEYS[1] .. ':notices'
redis.call('rpush', list, seq .. ' ' .. ARGV[1])
redis.call('ltrim', list, -tonumber(ARGV[2]), -1)
redis.call('pexpire', list, ARGV[3])
redis.call('publish', ARGV[4], cjson.encode({ KEYS[1], seq, ARGV[1] }))
return seq`

const afterScript = "return redis.call('lrange', KEYS[1] .. ':notices', 0, -1)"

export async function redisBoard(redis: Redis, { name, ttlMs }: BoardOptions): Promise<Board & AsyncDisposable> {
  const readers = openReaders()
  const channel = `${redis.prefix}board:${name}`
  const keyOf = (topic: string): string => `${channel}:${topic}`
  const listening = await redis.listen(channel, (message) => {
    const heard = parse(message)
    if (heard !== undefined) readers.tell(heard.key.slice(channel.length + 1), heard.notice)
  })
  return {
    async post(topic, text) {
      try {
        await redis.run(postScript, keyOf(topic), [text, mostNotices, ttlMs, channel, numberTtlMs])
      } catch {
        // Nobody elsewhere hears of it: they read what it speaks of when they come back.
        readers.tell(topic, { seq: 0, text })
      }
    },
    async after(topic, seq) {
      try {
        const lines = (await redis.run(afterScript, keyOf(topic), [])) as readonly string[]
        return lines.map(fromLine).filter((notice) => notice.seq > seq)
      } catch {
        return []
      }
    },
    watch: readers.watch,
    [Symbol.asyncDispose]: () => listening[Symbol.asyncDispose](),
  }
}

function fromLine(line: string): Notice {
  const at = line.indexOf(' ')
  return { seq: Number(line.slice(0, at)), text: line.slice(at + 1) }
}

function parse(message: string): { readonly key: string; readonly notice: Notice } | undefined {
  const value: unknown = JSON.parse(message)
  if (!Array.isArray(value)) return undefined
  const [key, seq, text] = value as readonly unknown[]
  return typeof key === 'string' && typeof seq === 'number' && typeof text === 'string' ? { key, notice: { seq, text } } : undefined
}
