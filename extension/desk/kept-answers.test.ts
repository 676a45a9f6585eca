import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createCoachClient } from '@quint/web/api/coach.ts'
import type { Http } from '@quint/web/api/http.ts'
import { ApiError } from '@quint/web/api/problem.ts'
import { sendWaiting } from '@quint/web/api/send-answer.ts'
import type { Answering, Session, Transcript } from '@quint/web/coach/coach-client.ts'
import { elementOf } from '@quint/web/coach/element.ts'
import { keptClient } from '@quint/web/coach/kept-client.ts'
import { openOutbox } from '@quint/web/coach/outbox.ts'
import { memoryStore } from '../account/memory-store.ts'
import { outboxStore, toWaiting, waitingKey } from './outbox-store.ts'
import { seenSessions } from './seen-sessions.ts'

const session: Session = {
  id: 's',
  algorithmTitle: 'Matching Pair',
  algorithmUrl: '',
  site: 'leetcode',
  difficulty: '',
  tags: [],
  status: 'in_progress',
  promptsCompleted: 0,
  startedAt: '2026-01-01T00:00:00Z',
  endedAt: null,
  hintRequested: false,
  timeSpentSeconds: 0,
  highestTier: 0,
}
const prompts = Array.from(
  { length: 12 },
  (_, index) => ({ index, element: elementOf(index), subElement: '1.0', text: `Prompt ${index}`, guidance: '' }) as const,
)
const empty: Transcript = { session, algorithm: null, prompts, responses: [], findings: [], hints: [], finalResponse: null, change: null }
const failing = (status: number, detail = 'no'): ApiError => new ApiError({ title: '', status, detail })
// As the coach gives it: its fields in another order than the store's.
const answer = (promptIndex: number, responseText = `Answer ${promptIndex}`): Answering => ({
  timeSpentSeconds: 1,
  sessionId: 's',
  promptIndex,
  responseText,
})
const signal = new AbortController().signal

function lock() {
  let last: Promise<unknown> = Promise.resolve()
  return <T>(work: () => Promise<T>): Promise<T> => {
    const next = last.then(work, work)
    last = next.catch(() => undefined)
    return next
  }
}

/** A gateway that takes a request once by its key, and no other request under the same key; `trouble` comes instead, before or after it has taken it. */
function gateway() {
  const bodies = new Map<string, string>()
  const texts: string[] = []
  const state: { trouble: ApiError | undefined; afterTaking: boolean } = { trouble: undefined, afterTaking: false }
  const take = (key: string, body: Answering): void => {
    const known = bodies.get(key)
    if (known !== undefined && known !== JSON.stringify(body)) throw failing(422, 'This Idempotency-Key came with another request.')
    if (known === undefined) texts.push(body.responseText)
    bodies.set(key, JSON.stringify(body))
  }
  const http: Http = {
    open: () => assert.fail('no stream is asked for'),
    async json<T>(path: string, { body, idempotencyKey = '' }: { readonly body?: unknown; readonly idempotencyKey?: string | undefined } = {}) {
      const { trouble, afterTaking } = state
      if (trouble !== undefined && !afterTaking) throw trouble
      if (path.endsWith('/respond')) take(idempotencyKey, body as Answering)
      if (trouble !== undefined) throw trouble
      const now = { ...session, promptsCompleted: texts.length }
      return (path.endsWith('/respond') ? { session: now, prompt: prompts[texts.length] ?? null, findings: [] } : { ...empty, session: now }) as T
    },
  }
  return { http, state, texts }
}

/** A browser's storage gives back the fields of an object in the order of their names. */
function sortingStore() {
  const store = memoryStore()
  const sorted = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(sorted)
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(
      Object.entries(value)
        .toSorted(([a], [b]) => (a < b ? -1 : 1))
        .map(([key, inner]) => [key, sorted(inner)]),
    )
  }
  return { ...store, get: async (key: string) => sorted(await store.get(key)) }
}

function desk() {
  const store = sortingStore()
  const { http, state, texts } = gateway()
  const who = { userId: 'ada' as string | undefined }
  const owner = async (): Promise<string | undefined> => who.userId
  const [changing, sending] = [lock(), lock()]
  let keys = 0
  const open = () => {
    const outbox = openOutbox({
      store: outboxStore({ store, exclusively: changing }),
      send: sendWaiting(http),
      owner,
      exclusively: sending,
      changed: () => undefined,
      awaited: () => undefined,
    })
    const seen = seenSessions({ store, owner })
    const keeping: Promise<void>[] = []
    const client = keptClient({
      client: createCoachClient(http),
      outbox,
      owner,
      newKey: () => `key ${++keys}`,
      remember: (transcript) => keeping.push(seen.keep(transcript)),
      recall: seen.of,
    })
    return { outbox, client, kept: () => Promise.all(keeping) }
  }
  return { store, state, texts, who, open, ...open() }
}

test('answers given without a connection wait, lead on, and go out in order, each once', async () => {
  const { client, outbox, state, texts, store } = desk()
  await client.transcript('s', signal)
  await client.respond(answer(0))
  state.trouble = failing(0)
  const second = await client.respond(answer(1))
  assert.deepEqual([second.kept, second.session.promptsCompleted, second.prompt?.index], [true, 2, 2])
  await client.respond(answer(2))
  await outbox.flush()
  assert.equal((await outbox.waiting('ada', 's')).length, 2)
  state.trouble = undefined
  await Promise.all([outbox.flush(), outbox.flush()])
  assert.deepEqual(texts, ['Answer 0', 'Answer 1', 'Answer 2'])
  assert.equal(store.map.has(waitingKey), false)
})

test('an answer that was taken while its reply got lost is taken once, however the device orders what it keeps', async () => {
  const { client, outbox, state, texts } = desk()
  await client.transcript('s', signal)
  Object.assign(state, { trouble: failing(0), afterTaking: true })
  await client.respond(answer(0))
  Object.assign(state, { trouble: undefined, afterTaking: false })
  await outbox.flush()
  assert.deepEqual(texts, ['Answer 0'])
  assert.deepEqual(await outbox.waiting('ada'), [])
})

test('a changed answer takes the place of the one that waits, and one that is refused stays to be read', async () => {
  const { client, outbox, state, texts } = desk()
  await client.transcript('s', signal)
  state.trouble = failing(0)
  for (const given of [answer(0), answer(1), answer(0, 'Better')]) await client.respond(given)
  state.trouble = undefined
  await outbox.flush()
  assert.deepEqual(texts, ['Better', 'Answer 1'])
  state.trouble = failing(503)
  await client.respond(answer(2))
  state.trouble = failing(409, 'The session is over.')
  await outbox.flush()
  const [left] = await outbox.waiting('ada', 's')
  assert.deepEqual([left?.responseText, left?.refused], ['Answer 2', 'The session is over.'])
  if (left !== undefined) await outbox.letGo(left)
  assert.deepEqual(await outbox.waiting('ada'), [])
})

test('a session opens without a connection as it was last seen, with what waits in it, and for its learner alone', async () => {
  const { client, state, open, who, kept } = desk()
  await client.transcript('s', signal)
  await client.respond(answer(0))
  state.trouble = failing(0)
  await client.respond(answer(1))
  await kept()
  const again = await open().client.transcript('s', signal)
  assert.deepEqual(
    again.responses.map(({ responseText }) => responseText),
    ['Answer 0', 'Answer 1'],
  )
  assert.equal(again.session.promptsCompleted, 2)
  const away = (error: unknown): boolean => error instanceof ApiError && error.status === 0
  await assert.rejects(client.transcript('never seen', signal), away)
  who.userId = 'eve'
  await assert.rejects(open().client.transcript('s', signal), away)
  assert.deepEqual(await open().outbox.waiting('eve'), [])
})

test('what waits of one learner is not sent for another, and goes out when its learner is back', async () => {
  const { client, outbox, state, texts, who } = desk()
  await client.transcript('s', signal)
  state.trouble = failing(0)
  await client.respond(answer(0))
  state.trouble = undefined
  for (const userId of ['eve', undefined]) {
    who.userId = userId
    await outbox.flush()
    assert.deepEqual(texts, [])
  }
  who.userId = 'ada'
  await outbox.flush()
  assert.deepEqual(texts, ['Answer 0'])
})

test('what was damaged on the device is left out', () => {
  const good = { id: 1, userId: 'ada', key: 'k', ...answer(0) }
  assert.deepEqual(toWaiting([good, null, { promptIndex: 1 }, { ...good, key: 1 }]), [good])
  assert.deepEqual(toWaiting('x'), [])
})
