/** An open load: each request goes out at its appointed time, whether or not earlier ones were answered, and its latency counts from then. */
import { once } from 'node:events'
import { Agent } from 'node:http'
import { text } from 'node:stream/consumers'
import { finished } from 'node:stream/promises'
import { open } from '../connection.ts'
import { nowMs } from '../statistics.ts'
import { answer } from '../worker.ts'

export type LoadTasks = typeof tasks

export interface Shot {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly token: string
  readonly body?: unknown
  /** Its latency counts until the first bytes of the answer. */
  readonly streams?: true
}

/** One request again and again. */
export interface Repeated {
  readonly url: string
  readonly shot: Shot
  readonly count: number
  readonly perSecond: number
}

export interface Offered {
  readonly url: string
  readonly perSecond: number
  readonly shots: readonly Shot[]
}

export interface Outcome {
  /** What was said instead of 200. */
  readonly refused?: string | undefined
  readonly latencyMs: number
  /** How late the request left: the generator's own delay, which counts. */
  readonly lateMs: number
}

const agent = new Agent({ keepAlive: true, maxSockets: Number.POSITIVE_INFINITY })

const tasks = {
  async offer({ url, perSecond, shots }: Offered): Promise<Outcome[]> {
    const start = nowMs() + 50
    return Promise.all(shots.map((shot, index) => fire(url, shot, start + (index * 1000) / perSecond)))
  },
  async repeat({ url, shot, count, perSecond }: Repeated): Promise<void> {
    const start = nowMs() + 20
    const outcomes = await Promise.all(Array.from({ length: count }, (_, index) => fire(url, shot, start + (index * 1000) / perSecond)))
    const refused = outcomes.find((outcome) => outcome.refused !== undefined)?.refused
    if (refused !== undefined) throw new Error(`a request was refused: ${refused}`)
  },
}

async function fire(url: string, shot: Shot, dueAt: number): Promise<Outcome> {
  await new Promise((resolve) => setTimeout(resolve, Math.max(0, Math.ceil(dueAt - nowMs()))))
  const lateMs = nowMs() - dueAt
  const { refused, answeredAt } = await send(url, shot)
  return { refused, lateMs, latencyMs: answeredAt - dueAt }
}

interface Sent {
  readonly refused?: string
  readonly answeredAt: number
}

async function send(url: string, { method, path, token, body, streams }: Shot): Promise<Sent> {
  const json = body === undefined ? undefined : JSON.stringify(body)
  const headers = {
    authorization: `Bearer ${token}`,
    ...(json === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(json) }),
  }
  const response = await open(`${url}${path}`, { method, agent, headers, body: json })
  const { statusCode = 0 } = response
  if (statusCode < 200 || statusCode > 299) return { refused: `${statusCode} ${(await text(response)).slice(0, 300)}`, answeredAt: nowMs() }
  const first = streams === true ? once(response, 'data').then(nowMs) : undefined
  await finished(response.resume())
  return { answeredAt: (await first) ?? nowMs() }
}

answer(tasks)
