/** A reference node: an append-only log by keys; every key has one owner, which the others ask. */
import type { Body, Env, Program, Request, Start } from '../virtual/node.ts'

interface Log {
  readonly env: Env
  readonly messages: Map<string, unknown[]>
  readonly committed: Map<string, number>
  /** Answers to what was asked with this id: asked again, it is not done again. */
  readonly done: Map<string, Body>
  readonly waiting: Map<string, (body: Body) => void>
  asked: number
}

export const start: Start = (env): Program => {
  const log: Log = { env, messages: new Map(), committed: new Map(), done: new Map(), waiting: new Map(), asked: 0 }
  recover(log)
  return {
    onMessage: (from, body) => onMessage(log, from, body),
    onTimer: () => undefined,
    onClient: (request) => onClient(log, request),
  }
}

function ownerOf({ env }: Log, key: string): string {
  let sum = 0
  for (const letter of key) sum += letter.charCodeAt(0)
  return env.ids[sum % env.ids.length] ?? env.id
}

function recover(log: Log): void {
  const { env } = log
  const lines = env.disk.read('log').split('\n').slice(0, -1)
  for (const line of lines) take(log, JSON.parse(line))
  env.disk.write('log', lines.map((line) => `${line}\n`).join(''))
  env.disk.sync()
}

function keep(log: Log, line: readonly [f: string, key: string, value: unknown, id: string]): Body {
  log.env.disk.append('log', `${JSON.stringify(line)}\n`)
  log.env.disk.sync()
  return take(log, line)
}

function take(log: Log, [f, key, value, id]: readonly [f: string, key: string, value: unknown, id: string]): Body {
  const answer = f === 'send' ? { type: 'send_ok', offset: push(log, key, value) } : commit(log, key, Number(value))
  log.done.set(id, answer)
  return answer
}

function push({ messages }: Log, key: string, message: unknown): number {
  const all = messages.get(key) ?? []
  messages.set(key, all)
  return all.push(message) - 1
}

function commit({ committed }: Log, key: string, offset: number): Body {
  committed.set(key, Math.max(committed.get(key) ?? 0, offset))
  return { type: 'commit_offsets_ok' }
}

/** What the owner of a key does for whoever asks; each step is about one key. */
function own(log: Log, { f, key, value, id }: { f: string; key: string; value: unknown; id: string }): Body {
  const before = log.done.get(id)
  if (before !== undefined) return before
  if (f === 'send' || f === 'commit_offsets') return keep(log, [f, key, value, id])
  if (f === 'list_committed_offsets') return { type: 'part', value: log.committed.get(key) }
  const from = Number(value)
  const entries = (log.messages.get(key) ?? []).map((message, offset) => [offset, message] as const).slice(from)
  return { type: 'part', value: entries }
}

function ask(log: Log, step: { readonly f: string; readonly key: string; readonly value: unknown }, then: (body: Body) => void): void {
  log.asked += 1
  const id = `${log.env.id}:${log.env.now()}:${log.asked}`
  const owner = ownerOf(log, step.key)
  if (owner === log.env.id) {
    then(own(log, { ...step, id }))
    return
  }
  log.waiting.set(id, then)
  log.env.send(owner, { type: 'ask', ...step, id })
}

function onMessage(log: Log, from: string, body: Body): void {
  if (body.type === 'ask') {
    log.env.send(from, { type: 'told', id: body.id, body: own(log, body as never) })
    return
  }
  const id = String(body.id)
  const then = log.waiting.get(id)
  log.waiting.delete(id)
  then?.(body.body as Body)
}

function onClient(log: Log, { body, reply }: Request): void {
  if (body.type === 'send') {
    ask(log, { f: 'send', key: String(body.key), value: body.msg }, reply)
    return
  }
  const steps =
    body.type === 'list_committed_offsets'
      ? (body.keys as string[]).map((key) => [key, null] as const)
      : Object.entries(body.offsets as Record<string, number>)
  const found: [string, unknown][] = []
  let left = steps.length
  for (const [key, value] of steps) {
    ask(log, { f: body.type, key, value }, (part) => {
      if (part.value !== undefined) found.push([key, part.value])
      left -= 1
      if (left > 0) return
      const all = Object.fromEntries(found)
      reply({ type: `${body.type}_ok`, ...(body.type === 'poll' ? { msgs: all } : { offsets: all }) })
    })
  }
}
