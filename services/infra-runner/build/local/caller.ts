/** Calls from one process to the replicas of a component, as patient, persistent and bounded as the design's link says. */
import type { Agent, IncomingHttpHeaders } from 'node:http'
import type { Call } from '../derive/local-plan.ts'
import type { Ways } from './setup.ts'

export interface CallRequest {
  readonly method: string
  readonly path: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  /** Doing it twice is doing it once: it may be tried again after an answer that never came. */
  readonly repeatable: boolean
}

export interface CallAnswer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

export interface Caller {
  call(wanted: CallRequest): Promise<CallAnswer>
  /** Leaves replicas that do not answer out until they do; where nobody is well, one that is late is asked before one that is gone. */
  watchHealth(everyMs: number): void
}

type Health = 'well' | 'late' | 'gone'

// As in http.ts, for the same reason.
const http = process.getBuiltinModule('node:http')
const failuresUntilOpen = 5
const openMs = 1000
const retriedStatus = 503

export function openCaller({ wires, timeoutMs, retries, backoffMs, jitter, breaker, pool }: Call, { host, ports }: Ways): Caller {
  const targets = wires.map((wire) => ({ host, port: ports[wire] ?? 0, health: 'well' as Health, failures: 0, openUntil: 0, agent: agentOf(pool) }))
  type Target = (typeof targets)[number]
  let turn = 0
  const next = (tried: ReadonlySet<Target>): Target | undefined => {
    const now = performance.now()
    const open = targets.filter((target) => target.openUntil <= now)
    const well = open.filter(({ health }) => health === 'well')
    const there = open.filter(({ health }) => health !== 'gone')
    const choice = [well.filter((target) => !tried.has(target)), well, there, open].find((some) => some.length > 0) ?? []
    turn += 1
    return choice[turn % Math.max(1, choice.length)]
  }
  const told = (target: Target, worked: boolean): void => {
    target.failures = worked ? 0 : target.failures + 1
    if (breaker && target.failures >= failuresUntilOpen) target.openUntil = performance.now() + openMs
  }
  const attempted = async (target: Target, wanted: CallRequest): Promise<{ answer?: CallAnswer; error?: unknown; began: boolean }> => {
    const sent = { began: false }
    try {
      return { answer: await once(target, { ...wanted, timeoutMs, sent }), began: true }
    } catch (error) {
      return { error, began: sent.began }
    }
  }
  return {
    async call(wanted) {
      const tried = new Set<Target>()
      for (let attempt = 0; ; attempt += 1) {
        const target = next(tried)
        if (target === undefined) throw new Error('nobody there')
        tried.add(target)
        const { answer, error, began } = await attempted(target, wanted)
        told(target, answer !== undefined && answer.status < 500)
        if (attempt < retries && isRetried(answer, began, wanted)) {
          await new Promise((resolve) => setTimeout(resolve, jitter ? Math.random() * backoffMs * 2 : backoffMs))
          continue
        }
        if (answer === undefined) throw error
        return answer
      }
    },
    watchHealth(everyMs) {
      setInterval(() => {
        for (const target of targets)
          once(target, { method: 'GET', path: '/healthz', repeatable: true, timeoutMs: 2 * everyMs, sent: { began: false } }).then(
            ({ status }) => {
              target.health = status === 200 ? 'well' : 'late'
            },
            (error: Error) => {
              target.health = isRefusal(error) ? 'gone' : 'late'
            },
          )
      }, everyMs)
    },
  }
}

/** A refusal was not done; what got no answer may have been. */
function isRetried(answer: CallAnswer | undefined, began: boolean, { repeatable }: CallRequest): boolean {
  return answer === undefined ? !began || repeatable : answer.status === retriedStatus
}

/** Wires take every connection and reset those that lead nowhere; one that was closed later says 'socket hang up', without a system call. */
export function isRefusal(error: NodeJS.ErrnoException): boolean {
  return error.syscall !== undefined && (error.code === 'ECONNRESET' || error.code === 'EPIPE' || error.code === 'ECONNREFUSED')
}

function agentOf(pool: number): Agent {
  return new http.Agent({ keepAlive: true, ...(pool === 0 ? {} : { maxSockets: pool }) })
}

function once(
  { host, port, agent }: { readonly host: string; readonly port: number; readonly agent: Agent },
  { method, path, headers = {}, body, timeoutMs, sent }: CallRequest & { readonly timeoutMs: number; readonly sent: { began: boolean } },
): Promise<CallAnswer> {
  return new Promise((resolve, reject) => {
    const length: Record<string, string> =
      body === undefined ? {} : { 'content-length': `${Buffer.byteLength(body)}`, 'content-type': 'application/json' }
    const asking = http.request({ host, port, method, path, agent, headers: { ...headers, ...length } }, (response) => {
      const pieces: Buffer[] = []
      response.on('data', (piece: Buffer) => pieces.push(piece))
      response.on('error', reject)
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(pieces).toString('utf8') }))
    })
    // Of the whole call, waiting for a free connection included.
    const timer = timeoutMs === 0 ? undefined : setTimeout(() => asking.destroy(new Error('timeout')), timeoutMs)
    asking.on('socket', (socket) => {
      if (socket.connecting) socket.once('connect', () => (sent.began = true))
      else sent.began = true
    })
    asking.on('close', () => {
      clearTimeout(timer)
      reject(new Error('closed'))
    })
    asking.on('error', (error: NodeJS.ErrnoException) => {
      if (isRefusal(error) && !asking.reusedSocket) sent.began = false
      reject(error)
    })
    asking.end(body)
  })
}
