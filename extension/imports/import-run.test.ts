import assert from 'node:assert/strict'
import { test } from 'node:test'
import { memoryStore } from '../account/memory-store.ts'
import { type ImportState, loadImport, runImport } from './import-run.ts'
import { type Submission, toSubmissionPage } from './submission.ts'
import { createThrottle, passedIn } from './throttle.ts'

const total = 45
const entry = (id: number, changes: object = {}) => ({
  id,
  title: 'Matching Pair',
  title_slug: 'matching-pair',
  lang: 'python3',
  status_display: id % 3 === 0 ? 'Wrong Answer' : 'Accepted',
  timestamp: 1_700_000_000 + id,
  code: 'return []',
  ...changes,
})

function judge() {
  const asked: string[] = []
  const list = async (offset: number, lastKey: string) => {
    asked.push(`${offset} ${lastKey}`)
    const dump = Array.from({ length: Math.min(20, total - offset) }, (_, index) => entry(offset + index))
    return { path: '/problems/a/', status: 200, body: { submissions_dump: dump, has_next: offset + 20 < total, last_key: `k${offset}` } }
  }
  return { asked, list }
}

const free = async (): Promise<void> => undefined
const signal = new AbortController().signal

test('every accepted submission is brought once, page by page', async () => {
  const { asked, list } = judge()
  const store = memoryStore()
  const sent: Submission[] = []
  const told: ImportState[] = []
  const send = async (submissions: readonly Submission[]): Promise<void> => void sent.push(...submissions)
  const options = { list, send, throttle: free, store, owner: 'ada', host: 'leetcode.com', withCode: false }
  assert.equal(await runImport(options, (state) => told.push(state), signal), 'finished')
  assert.deepEqual(asked, ['0 ', '20 k0', '40 k20'])
  assert.equal(sent.length, 30)
  assert.equal(new Set(sent.map(({ submissionId }) => submissionId)).size, 30)
  assert.deepEqual(sent[0], {
    submissionId: '1',
    slug: 'matching-pair',
    title: 'Matching Pair',
    language: 'python3',
    acceptedAt: '2023-11-14T22:13:21.000Z',
  })
  assert.deepEqual(
    told.map(({ looked, imported }) => [looked, imported]),
    [
      [20, 13],
      [40, 26],
      [45, 30],
    ],
  )
  assert.equal(await runImport(options, () => assert.fail('there is nothing more'), signal), 'finished')
})

test('stopped or broken off, it goes on where Quint has everything before', async () => {
  const { asked, list } = judge()
  const store = memoryStore()
  const controller = new AbortController()
  const common = { list, throttle: free, store, owner: 'ada', host: 'leetcode.com', withCode: true }
  let sends = 0
  const breaking = async (): Promise<void> => {
    sends += 1
    if (sends === 2) throw new Error('Quint is away')
  }
  await assert.rejects(
    runImport({ ...common, send: breaking }, () => undefined, signal),
    /away/,
  )
  assert.equal((await loadImport(store, { owner: 'ada', host: 'leetcode.com' })).looked, 20)
  const stop = runImport({ ...common, send: free }, () => controller.abort(), controller.signal)
  await assert.rejects(stop, { name: 'AbortError' })
  assert.equal(await runImport({ ...common, send: free }, () => undefined, signal), 'finished')
  assert.deepEqual(asked.slice(0, 3), ['0 ', '20 k0', '20 k0'])
})

test('a judge that refuses ends it with the reason, one that stumbles is asked again', async () => {
  const end = (status: number, body: unknown = {}) => {
    let asked = 0
    const list = async () => {
      asked += 1
      return { path: '/', status, body }
    }
    const running = runImport(
      { list, send: free, throttle: free, store: memoryStore(), owner: 'ada', host: 'h', withCode: false },
      () => undefined,
      signal,
    )
    return running.then((how) => `${how} after ${asked}`)
  }
  assert.equal(await end(401), 'signed out after 1')
  assert.equal(await end(403), 'refused after 1')
  assert.equal(await end(429), 'refused after 1')
  assert.equal(await end(500), 'no answer after 3')
  assert.equal(await end(0), 'no answer after 3')
  assert.equal(await end(200, '<html>'), 'not understood after 1')
})

test('pages heavy with code are sent in pieces that the gateway takes', async () => {
  const code = 'x'.repeat(60_000)
  const dump = Array.from({ length: 20 }, (_, id) => entry(id, { code, status_display: 'Accepted' }))
  const list = async () => ({ path: '/', status: 200, body: { submissions_dump: dump, has_next: false } })
  const sizes: number[] = []
  const send = async (submissions: readonly Submission[]): Promise<void> => void sizes.push(JSON.stringify(submissions).length)
  await runImport({ list, send, throttle: free, store: memoryStore(), owner: 'ada', host: 'h', withCode: true }, () => undefined, signal)
  assert.ok(sizes.length > 1 && sizes.every((size) => size < 900_000), sizes.join())
})

const here = { host: 'leetcode.com', withCode: true }

test('the two judges of one name are told apart', () => {
  const idAt = (host: string) => toSubmissionPage({ submissions_dump: [entry(1)] }, { host, withCode: false })?.accepted[0]?.submissionId
  assert.deepEqual([idAt('leetcode.com'), idAt('leetcode.cn')], ['1', 'cn-1'])
})

test('what is no submission of this learner’s is left out', () => {
  const bad = [
    null,
    7,
    entry(1, { id: 'x; drop' }),
    entry(1, { title_slug: '../x' }),
    entry(1, { timestamp: 'soon' }),
    entry(1, { timestamp: -1 }),
    entry(3),
  ]
  assert.deepEqual(toSubmissionPage({ submissions_dump: bad, has_next: false }, here)?.accepted, [])
  assert.equal(toSubmissionPage({ submissions_dump: 'x' }, here), undefined)
  assert.equal(toSubmissionPage({ submissions_dump: [entry(1, { code: 'ü'.repeat(65_536) })] }, here)?.accepted[0]?.code, undefined)
})

test('never more than twenty requests within any ten seconds', async () => {
  let now = 0
  const wait = async (milliseconds: number): Promise<void> => {
    now += milliseconds
  }
  const throttle = createThrottle({ most: 20, withinMs: 10_000, clock: () => now, wait, passed: passedIn(memoryStore()) })
  const times: number[] = []
  for (let n = 0; n < 100; n += 1) {
    await throttle(signal)
    times.push(now)
    now += 37
  }
  for (const [index, time] of times.entries()) assert.ok((times[index + 20] ?? Number.POSITIVE_INFINITY) - time >= 10_000, `${index}`)
  assert.ok(now < 52_000)
})

test('two windows share the patience of one judge', async () => {
  let now = 0
  const waits: number[] = []
  const wait = async (milliseconds: number): Promise<void> => {
    waits.push(milliseconds)
    now += milliseconds
  }
  const store = memoryStore()
  const open = () => createThrottle({ most: 20, withinMs: 10_000, clock: () => now, wait, passed: passedIn(store) })
  const [one, other] = [open(), open()]
  for (let n = 0; n < 20; n += 1) await one(signal)
  assert.deepEqual(waits, [])
  await other(signal)
  assert.deepEqual(waits, [10_000])
})

test('a page that goes away in the middle is asked again, and one that stays away ends it in plain words', async () => {
  const { list } = judge()
  let breaks = 2
  const leaving = async (offset: number, lastKey: string) => {
    breaks -= 1
    if (breaks >= 0) throw new Error('Frame with ID 0 was removed.')
    return list(offset, lastKey)
  }
  const common = { send: free, throttle: free, owner: 'ada', host: 'leetcode.com', withCode: false }
  assert.equal(await runImport({ ...common, list: leaving, store: memoryStore() }, () => undefined, signal), 'finished')
  breaks = Number.POSITIVE_INFINITY
  assert.equal(await runImport({ ...common, list: leaving, store: memoryStore() }, () => undefined, signal), 'no answer')
})

test('what one learner brought says nothing of another at the same device', async () => {
  const { list } = judge()
  const store = memoryStore()
  await runImport({ list, send: free, throttle: free, store, owner: 'ada', host: 'leetcode.com', withCode: false }, () => undefined, signal)
  assert.equal((await loadImport(store, { owner: 'ada', host: 'leetcode.com' })).finished, true)
  assert.deepEqual(await loadImport(store, { owner: 'eve', host: 'leetcode.com' }), { looked: 0, imported: 0, lastKey: '', finished: false })
})
