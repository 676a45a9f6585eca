/** A reference node: every message reaches every node, by gossip that is repeated until it is acknowledged; also a grow-only set. */
import type { Body, Env, Program, Start } from '../virtual/node.ts'

interface Gossip {
  readonly env: Env
  readonly known: Set<unknown>
  /** What each other node has not acknowledged. */
  readonly owed: Map<string, Set<unknown>>
}

const againMs = 100

export const start: Start = (env): Program => {
  const gossip: Gossip = { env, known: new Set(), owed: new Map() }
  for (const id of env.ids) if (id !== env.id) gossip.owed.set(id, new Set())
  recover(gossip)
  env.setTimer('again', againMs)
  return {
    onMessage: (from, body) => onMessage(gossip, from, body),
    onTimer() {
      for (const to of gossip.owed.keys()) pass(gossip, to)
      env.setTimer('again', againMs)
    },
    onClient({ body, reply }) {
      if (body.type === 'read') return reply({ type: 'read_ok', messages: [...gossip.known], value: [...gossip.known] })
      learn(gossip, [body.type === 'add' ? body.element : body.message], env.id)
      reply({ type: `${body.type}_ok` })
    },
  }
}

/** What is known after a crash is owed to all again: nobody remembers who had it. */
function recover({ env, known, owed }: Gossip): void {
  const whole: string[] = []
  for (const line of env.disk.read('known').split('\n').slice(0, -1)) {
    whole.push(`${line}\n`)
    known.add(JSON.parse(line))
    for (const all of owed.values()) all.add(JSON.parse(line))
  }
  env.disk.write('known', whole.join(''))
  env.disk.sync()
}

function learn(gossip: Gossip, messages: readonly unknown[], from: string): void {
  const { env, known, owed } = gossip
  const news = messages.filter((message) => !known.has(message))
  for (const message of news) {
    known.add(message)
    env.disk.append('known', `${JSON.stringify(message)}\n`)
    for (const [id, all] of owed) if (id !== from) all.add(message)
  }
  env.disk.sync()
  if (news.length > 0) for (const [id] of owed) if (id !== from) env.send(id, { type: 'gossip', messages: news })
}

function pass({ env, owed }: Gossip, to: string): void {
  const messages = [...(owed.get(to) ?? [])]
  if (messages.length > 0) env.send(to, { type: 'gossip', messages })
}

function onMessage(gossip: Gossip, from: string, { type, messages }: Body): void {
  const all = messages as readonly unknown[]
  if (type === 'gossip') {
    learn(gossip, all, from)
    for (const message of all) gossip.owed.get(from)?.delete(message)
    gossip.env.send(from, { type: 'known', messages: all })
  } else for (const message of all) gossip.owed.get(from)?.delete(message)
}
