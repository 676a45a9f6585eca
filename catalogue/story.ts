/** The story of a learner who does everything that publishes an event, lived in a mesh through its API. */
import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import type { Bus, BusRecord } from '@quint/bus/bus.ts'
import { openBus } from '@quint/bus/open.ts'
import { silentLog } from '@quint/runtime/log.ts'
import { start } from '../quint.ts'
import { register } from './events.ts'

type Body = Readonly<Record<string, unknown>>

/** Words of the learner and of the problem, none of which could stand in a UUID by chance: no event may hold them. */
export const wordsOfTheStory = /zoe|example\.org|periwinkle|Two Sum/i

/**
 * @param busUrl of a log that nobody else writes to; without it, the mesh's own.
 * @returns what was published, in the order of each key, up to an event of every registered type.
 */
export async function recordsOfStory(busUrl?: string): Promise<readonly BusRecord[]> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'quint-story-'))
  try {
    const environment = busUrl === undefined ? {} : { BUS_URL: busUrl }
    await using quint = await start({ folder, port: 0, signal: new AbortController().signal, web: 'none', environment, log: silentLog })
    await using bus = await openBus(busUrl ?? `${quint.adminUrl}?options=-csearch_path%3Dbus`)
    await using reader = collect(bus)
    await liveThrough(quint.url)
    return await reader.all
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** @param url of the gateway. */
async function liveThrough(url: string): Promise<void> {
  let token = ''
  const send = async (method: string, route: string, body?: Body): Promise<string> => {
    const response = await fetch(`${url}${route}`, {
      method,
      headers: { 'content-type': 'application/json', ...(token === '' ? {} : { authorization: `Bearer ${token}` }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    assert.ok(response.ok, `${method} ${route}: ${response.status} ${text}`)
    return text
  }
  const json = async <Shape>(method: string, route: string, body?: Body): Promise<Shape> => JSON.parse(await send(method, route, body)) as Shape
  const password = 'correct horse battery'
  const account = { email: 'zoe@example.org', password, displayName: 'Zoe' }
  const { accessToken, user } = await json<{ accessToken: string; user: { id: string } }>('POST', '/api/auth/register', account)
  token = accessToken
  const algorithm = { title: 'Two Sum', url: 'https://leetcode.com/problems/two-sum/', statement: 'Return the positions of the two that add up.' }
  const begin = () => json<{ session: { id: string } }>('POST', '/api/session/start', { algorithm })
  const { session } = await begin()
  for (let promptIndex = 0; promptIndex < 12; promptIndex += 1) {
    const responseText = `My periwinkle thought ${promptIndex}: I compare pairs, such as [3, ${promptIndex}] with 8.`
    await send('POST', '/api/session/respond', { sessionId: session.id, promptIndex, responseText, timeSpentSeconds: 20 })
  }
  await send('GET', `/api/session/analyze?sessionId=${session.id}&tier=1`)
  const userFinalResponse = 'I had assumed that order matters. With [9, 9] my periwinkle thought fails. What do I forget?'
  await send('POST', '/api/session/complete', { sessionId: session.id, userFinalResponse })
  const other = await begin()
  await send('POST', '/api/session/abandon', { sessionId: other.session.id })
  await send('DELETE', `/api/users/${user.id}`, { password })
}

/** Reads along until an event of every registered type has come. */
function collect(bus: Bus) {
  const records: BusRecord[] = []
  const missing = new Set(register.events.map(({ type }) => type))
  const late = AbortSignal.timeout(90_000)
  const { promise: all, resolve, reject } = Promise.withResolvers<readonly BusRecord[]>()
  late.addEventListener('abort', () => reject(new Error(`never published: ${[...missing].join(', ')}`)), { once: true })
  all.catch(() => undefined)
  const reading = bus.subscribe({
    group: 'story',
    topics: register.topics.map(({ name }) => name),
    async each({ partition: _partition, offset: _offset, ...record }) {
      records.push(record)
      missing.delete(record.headers.ce_type ?? '')
      if (missing.size === 0) resolve(records)
    },
  })
  return { all, [Symbol.asyncDispose]: () => reading[Symbol.asyncDispose]() }
}
