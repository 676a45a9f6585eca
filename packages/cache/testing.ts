/** A Redis for tests: it speaks RESP over TCP, knows the scripts that are used, and can hang, go away, come back and refuse. */
import { createHash } from 'node:crypto'
import { createServer, type Server, type Socket } from 'node:net'
import { freePort } from '@quint/runtime/port.ts'
import { keepScript, lookScript } from './redis-cache.ts'

export interface FakeRedis extends AsyncDisposable {
  readonly url: string
  /** Commands that arrived, the connection's own left out. */
  readonly commands: readonly (readonly string[])[]
  /** Reads and keeps what arrives, and answers nothing until it is resumed: then all of it is done. */
  pause(): void
  resume(): void
  /** Ends every connection and takes no other; with what it holds, unless that is lost. */
  stop(): Promise<void>
  start(options?: { readonly emptied: boolean }): Promise<void>
  /** Answers every command with this error; undefined ends it. */
  refuse(error: string | undefined): void
}

type Reply = string | number | null | Error | readonly Reply[]
type Hash = Map<string, string>

interface Entry {
  readonly until: number
  readonly value: Hash | number
}

export async function fakeRedis(): Promise<FakeRedis> {
  const port = await freePort()
  const sockets = new Set<Socket>()
  const commands: string[][] = []
  const loaded = new Set<string>()
  let held: (() => void)[] | undefined
  let refusal: string | undefined
  let data = new Map<string, Entry>()
  let server: Server | undefined
  const take = (socket: Socket, command: string[]): void => {
    const [name = ''] = command
    const own = connectionCommands[name.toLowerCase()]
    const answer = (): void => {
      if (own === undefined) commands.push(command)
      const reply = own ?? (refusal === undefined ? run(data, loaded, command) : new Error(refusal))
      if (socket.writable) socket.write(encode(reply))
    }
    if (held === undefined) answer()
    else held.push(answer)
  }
  const start = async (): Promise<void> => {
    const listening = createServer((socket) => {
      sockets.add(socket)
      socket.on('close', () => sockets.delete(socket)).on('error', () => undefined)
      socket.on(
        'data',
        parser((command) => take(socket, command)),
      )
    })
    server = listening
    await new Promise<void>((resolve, reject) => listening.once('error', reject).listen(port, '127.0.0.1', resolve))
  }
  const stop = async (): Promise<void> => {
    for (const socket of sockets) socket.destroy()
    await new Promise((resolve) => (server === undefined ? resolve(undefined) : server.close(resolve)))
    server = undefined
  }
  await start()
  return {
    url: `redis://127.0.0.1:${port}`,
    commands,
    pause() {
      held ??= []
    },
    resume() {
      const waiting = held ?? []
      held = undefined
      for (const answer of waiting) answer()
    },
    stop,
    async start({ emptied } = { emptied: false }) {
      if (emptied) data = new Map()
      await start()
    },
    refuse(error) {
      refusal = error
    },
    [Symbol.asyncDispose]: stop,
  }
}

const connectionCommands: Readonly<Record<string, Reply>> = {
  hello: ['server', 'redis', 'version', '7.0.15', 'proto', 3],
  client: 'OK',
  info: '# Persistence\r\nloading:0\r\n',
}

function run(data: Map<string, Entry>, loaded: Set<string>, [name = '', ...args]: readonly string[]): Reply {
  switch (name.toLowerCase()) {
    case 'unlink':
      return args.filter((key) => data.delete(key)).length
    case 'evalsha':
      return loaded.has(args[0] ?? '') ? evaluate(data, args) : new Error('NOSCRIPT No matching script. Please use EVAL.')
    case 'eval': {
      const sha = createHash('sha1')
        .update(args[0] ?? '')
        .digest('hex')
      loaded.add(sha)
      return evaluate(data, [sha, ...args.slice(1)])
    }
    default:
      return new Error(`ERR unknown command '${name}'`)
  }
}

type Script = (data: Map<string, Entry>, key: string, args: readonly string[]) => Reply

const shaOf = (text: string): string => createHash('sha1').update(text).digest('hex')

/** What Lua would do. A script that is none of ours is the library's, which counts. */
function evaluate(data: Map<string, Entry>, [sha = '', _keys, key = '', ...args]: readonly string[]): Reply {
  const entry = data.get(key)
  if (entry !== undefined && entry.until <= Date.now()) data.delete(key)
  return (scripts[sha] ?? increment)(data, key, args)
}

const hashAt = (data: ReadonlyMap<string, Entry>, key: string): Hash | undefined => {
  const value = data.get(key)?.value
  return typeof value === 'number' ? undefined : value
}

const look: Script = (data, key, [field = '', fresh = '', ttlMs = '']) => {
  const hash = hashAt(data, key)
  if (hash !== undefined) return [hash.get('mark') ?? null, hash.get(field) ?? null]
  data.set(key, { until: Date.now() + Number(ttlMs), value: new Map([['mark', fresh]]) })
  return [fresh]
}

const keep: Script = (data, key, [field = '', mark, value = '', most = '']) => {
  const hash = hashAt(data, key)
  if (hash === undefined || hash.get('mark') !== mark || hash.size > Number(most)) return 0
  hash.set(field, value)
  return 1
}

const increment: Script = (data, key, [points = '', seconds = '']) => {
  const known = data.get(key)
  const until = known?.until ?? Date.now() + Number(seconds) * 1000
  const value = (typeof known?.value === 'number' ? known.value : 0) + Number(points)
  data.set(key, { until, value })
  return [value, until - Date.now()]
}

const scripts: Readonly<Record<string, Script>> = { [shaOf(lookScript)]: look, [shaOf(keepScript)]: keep }

/** @returns what takes the bytes of a connection, and hands over each command when it is whole. */
function parser(each: (command: string[]) => void): (chunk: Buffer) => void {
  let rest = Buffer.alloc(0)
  return (chunk) => {
    rest = Buffer.concat([rest, chunk])
    for (let found = commandIn(rest); found !== undefined; found = commandIn(rest)) {
      rest = rest.subarray(found.end)
      each(found.command)
    }
  }
}

function commandIn(bytes: Buffer): { readonly command: string[]; readonly end: number } | undefined {
  const command: string[] = []
  const head = lineAt(bytes, 0)
  if (head === undefined) return undefined
  let at = head.end
  for (let left = Number(head.text.slice(1)); left > 0; left -= 1) {
    const length = lineAt(bytes, at)
    if (length === undefined) return undefined
    const end = length.end + Number(length.text.slice(1))
    if (bytes.length < end + 2) return undefined
    command.push(bytes.toString('utf8', length.end, end))
    at = end + 2
  }
  return { command, end: at }
}

function lineAt(bytes: Buffer, from: number): { readonly text: string; readonly end: number } | undefined {
  const end = bytes.indexOf('\r\n', from)
  return end < 0 ? undefined : { text: bytes.toString('latin1', from, end), end: end + 2 }
}

function encode(reply: Reply): string {
  if (reply === null) return '_\r\n'
  if (reply instanceof Error) return `-${reply.message}\r\n`
  if (typeof reply === 'number') return `:${reply}\r\n`
  if (typeof reply === 'string') return `$${Buffer.byteLength(reply)}\r\n${reply}\r\n`
  return `*${reply.length}\r\n${reply.map(encode).join('')}`
}
