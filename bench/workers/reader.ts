/** Learners' browsers: read streams to their end and note when each event came. */
import { Agent } from 'node:http'
import { open } from '../connection.ts'
import { nowMs } from '../statistics.ts'
import { answer } from '../worker.ts'

export type ReaderTasks = typeof tasks

export interface Reading {
  readonly url: string
  readonly token?: string
}

export interface Read {
  readonly status: number
  readonly bytes: number
  readonly sentAt: number
  readonly events: readonly { readonly name: string; readonly data: string; readonly at: number }[]
}

const agent = new Agent({ keepAlive: true, maxSockets: Number.POSITIVE_INFINITY })

const tasks = {
  /** All at the same time; answers when the last has ended. */
  read: (readings: readonly Reading[]): Promise<Read[]> => Promise.all(readings.map(read)),
}

async function read({ url, token }: Reading): Promise<Read> {
  const sentAt = nowMs()
  const headers = token === undefined ? {} : { authorization: `Bearer ${token}` }
  const response = await open(url, { agent, headers })
  const events: { name: string; data: string; at: number }[] = []
  let bytes = 0
  let rest = ''
  for await (const chunk of response.setEncoding('utf8')) {
    const at = nowMs()
    bytes += String(chunk).length
    const blocks = `${rest}${String(chunk)}`.split('\n\n')
    rest = blocks.pop() ?? ''
    for (const block of blocks) events.push({ name: field(block, 'event'), data: field(block, 'data'), at })
  }
  return { status: response.statusCode ?? 0, bytes, sentAt, events }
}

function field(block: string, name: string): string {
  return new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1] ?? ''
}

answer(tasks)
