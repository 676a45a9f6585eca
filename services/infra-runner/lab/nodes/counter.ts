/** A reference node: a counter that nodes agree on in the end, each keeping what it added and took away itself. */
import type { Body, Env, Program, Start } from '../virtual/node.ts'

interface Part {
  readonly added: number
  readonly taken: number
}

interface Counter {
  readonly env: Env
  readonly parts: Map<string, Part>
}

const everyMs = 100

export const start: Start = (env): Program => {
  const counter: Counter = { env, parts: new Map() }
  recover(counter)
  env.setTimer('tell', everyMs)
  return {
    onMessage: (_, body) => merge(counter, body),
    onTimer() {
      for (const to of env.ids) if (to !== env.id) env.send(to, { type: 'parts', parts: [...counter.parts] })
      env.setTimer('tell', everyMs)
    },
    onClient({ body, reply }) {
      if (body.type === 'read') return reply({ type: 'read_ok', value: sumOf(counter) })
      add(counter, Number(body.delta))
      reply({ type: 'add_ok' })
    },
  }
}

/** Only what was added here must survive here; all else the others tell again. */
function recover({ env, parts }: Counter): void {
  const [last] = env.disk.read('own').split('\n').slice(0, -1).slice(-1)
  if (last !== undefined) parts.set(env.id, JSON.parse(last))
  env.disk.write('own', last === undefined ? '' : `${last}\n`)
  env.disk.sync()
}

function add({ env, parts }: Counter, delta: number): void {
  const { added, taken } = parts.get(env.id) ?? { added: 0, taken: 0 }
  const own = delta > 0 ? { added: added + delta, taken } : { added, taken: taken - delta }
  parts.set(env.id, own)
  env.disk.append('own', `${JSON.stringify(own)}\n`)
  env.disk.sync()
}

function merge({ parts }: Counter, { parts: told }: Body): void {
  for (const [id, { added, taken }] of told as readonly (readonly [string, Part])[]) {
    const known = parts.get(id) ?? { added: 0, taken: 0 }
    parts.set(id, { added: Math.max(known.added, added), taken: Math.max(known.taken, taken) })
  }
}

function sumOf({ parts }: Counter): number {
  return [...parts.values()].reduce((sum, { added, taken }) => sum + added - taken, 0)
}
