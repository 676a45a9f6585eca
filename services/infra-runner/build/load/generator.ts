/** Traffic at a constant rate of arrivals, whatever becomes of the requests before: a closed loop would wait for a stall and not see it. */
import { openClient, type Wanted } from '../asking.ts'
import { sentRow } from '../functional/rows.ts'
import { type Measures, openMeasures } from './measures.ts'
import type { Shot } from './shots.ts'
import type { Begin, Collected, Order } from './told.ts'

export interface Generator {
  obey(order: Exclude<Order, { kind: 'begin' }>): Promise<Collected | undefined>
}

const tickMs = 4
const mostInHand = 3000
const settleMs = 10

export interface Clock {
  /** Epoch milliseconds with fractions. */
  readonly now: () => number
  readonly random: () => number
}

export function openGenerator({ entryHost, entryPorts, token, shots, timeoutMs, seed }: Begin, { now, random }: Clock): Generator {
  const client = openClient({ entryHost, entryPorts, timeoutMs })
  const total = shots.reduce((sum, { weight }) => sum + weight, 0)
  let measures = openMeasures(now)
  let rps = 0
  let retries = 0
  let nextDue = 0
  let names = 0
  const name = (): string => {
    names += 1
    return `t${seed.toString(36)}x${process.pid.toString(36)}x${names.toString(36)}`
  }
  const chosen = (): Shot | undefined => {
    let left = random() * total
    for (const shot of shots) {
      left -= shot.weight
      if (left < 0) return shot
    }
    return shots[0]
  }
  const fire = async (at: number, into: Measures, attempt = 0): Promise<void> => {
    const shot = chosen()
    if (shot === undefined) return
    const again = (): void => {
      if (attempt < retries) fire(now(), measures, attempt + 1).catch(() => undefined)
    }
    const done = into.due(at)
    if (into.inHand() > mostInHand) {
      done({ worked: false, said: 'not sent' })
      return
    }
    const wanted = wantedOf(shot, { random, name, token })
    try {
      const answer = await client.ask(wanted)
      const worked = isAnswered(shot, answer.status)
      done({ worked, said: `${answer.status}` })
      if (!worked) again()
      else keep(into, shot, { answer: answer.body, sent: wanted.body, at: now() })
    } catch (error) {
      done({ worked: false, said: error instanceof Error ? error.message.slice(0, 40) : 'no answer' })
      again()
    }
  }
  const tick = (): void => {
    if (rps === 0) return
    for (const end = now(); nextDue <= end; nextDue += 1000 / rps) fire(nextDue, measures).catch(() => undefined)
  }
  setInterval(tick, tickMs).unref()
  const settled = async (of: Measures): Promise<void> => {
    const end = now() + timeoutMs + 500
    while (of.inHand() > 0 && now() < end) await new Promise((resolve) => setTimeout(resolve, settleMs))
  }
  return {
    async obey(order) {
      if (order.kind === 'rate') {
        rps = order.rps
        retries = order.retries
        nextDue = now()
        return undefined
      }
      if (order.kind === 'reconnect') {
        measures.gaveUp(client.reconnect())
        return undefined
      }
      if (order.kind === 'peek') return measures.collected()
      const old = measures
      measures = openMeasures(now)
      await settled(old)
      return old.collected()
    },
  }
}

/** Rows that are asked for are there: what is not found was lost, save by who removes. */
function isAnswered({ plan }: Shot, status: number): boolean {
  return status < 400 || (status === 404 && plan === 'delete')
}

interface Means {
  readonly random: () => number
  readonly name: () => string
  readonly token: string
}

/** Few rows are asked for often, as in life. */
function wantedOf({ method, path, keys, bodies, idempotent }: Shot, { random, name, token }: Means): Wanted {
  const key = keys[Math.floor(random() ** 2 * keys.length)] ?? name()
  const body = bodies[Math.floor(random() * bodies.length)]
  return {
    method,
    path: path.replace(/\{\w+\}/g, () => encodeURIComponent(key)),
    headers: { authorization: `Bearer ${token}`, ...(idempotent ? { 'idempotency-key': name() } : {}) },
    ...(body === undefined ? {} : { body: sentRow(body, name) }),
  }
}

function keep(
  into: Measures,
  { readBack }: Shot,
  { answer, sent, at }: { readonly answer: unknown; readonly sent: unknown; readonly at: number },
): void {
  if (readBack === undefined) return
  const told = { ...(sent as object), ...(answer as object) } as Record<string, unknown>
  const key = told[readBack.column]
  if (key === undefined || key === null) return
  const { table, column, path } = readBack
  into.wrote({ at, table, column, key: String(key), path: path.replace(/\{\w+\}/g, () => encodeURIComponent(String(key))) })
}
