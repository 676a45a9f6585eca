/** Every event that the running mesh publishes in a learner's story is one that the catalogue describes. */
import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { test } from 'node:test'
import { startListener } from '@quint/bus/listener.ts'
import { type Database, openDatabase } from '@quint/db/database.ts'
import { silentLog } from '@quint/runtime/log.ts'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import { start } from '../quint.ts'
import { currentSources } from './documents.ts'
import { type RegisteredEvent, register } from './events.ts'
import { bodySchema, headersSchema } from './schema.ts'

type Body = Readonly<Record<string, unknown>>

interface Published {
  readonly topic: string
  readonly key: string
  readonly headers: Readonly<Record<string, string>>
  readonly value: string
}

/** A learner who does everything that publishes an event, in words that must not be found in one. */
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
  const account = { email: 'ada@example.org', password, displayName: 'Ada' }
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

/** @returns what the bus holds once an event of every registered type is on it. */
async function publishedBy(database: Database): Promise<readonly Published[]> {
  const stop = new AbortController()
  const signal = AbortSignal.any([stop.signal, AbortSignal.timeout(60_000)])
  const listener = startListener({ database, channel: 'quint_bus', signal, pollMs: 1000 })
  try {
    for (;;) {
      const records = await database.asService((tx) => tx.query<Published>('select topic, key, headers, value from bus.records'))
      const missing = register.events.filter(({ type }) => !records.some(({ headers }) => headers.ce_type === type))
      if (missing.length === 0) return records
      assert.ok(!signal.aborted, `never published: ${missing.map(({ type }) => type).join(', ')}`)
      await listener.next()
    }
  } finally {
    stop.abort()
    await listener[Symbol.asyncDispose]()
  }
}

test('what a learner does is published as the catalogue says, without a word of theirs', async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'quint-story-'))
  try {
    await using quint = await start({ folder, port: 0, signal: new AbortController().signal, web: 'none', environment: {}, log: silentLog })
    await liveThrough(quint.url)
    await using database = openDatabase({ url: quint.adminUrl })
    const records = await publishedBy(database)
    const { registry } = await currentSources()
    const ajv = new Ajv2020({ allErrors: true })
    formats.default(ajv)
    const validators = new Map<string, { readonly event: RegisteredEvent; readonly body: ValidateFunction; readonly headers: ValidateFunction }>(
      register.events.map((event) => [
        event.type,
        { event, body: ajv.compile(bodySchema(registry, event)), headers: ajv.compile(headersSchema(register, event)) },
      ]),
    )
    assert.ok(records.length >= 7 + 11 + 1)
    for (const record of records) {
      const known = validators.get(record.headers.ce_type ?? '')
      assert.ok(known, `${record.headers.ce_type} is not registered`)
      const body = JSON.parse(record.value) as Body
      const topic = register.topics.find(({ name }) => name === known.event.topic)
      assert.ok(known.body(body), `${record.value}: ${ajv.errorsText(known.body.errors)}`)
      assert.ok(known.headers(record.headers), `${JSON.stringify(record.headers)}: ${ajv.errorsText(known.headers.errors)}`)
      assert.deepEqual([record.topic, record.key, record.headers.ce_subject], [topic?.name, body[topic?.key ?? ''], record.key])
      assert.doesNotMatch(JSON.stringify(record), /ada|example\.org|periwinkle|Two Sum/i)
      const unknown = Object.keys(body).filter((field) => !(field in (known.body.schema as { properties: object }).properties))
      assert.deepEqual(unknown, [], `${known.event.type} has fields that its message has not`)
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})
