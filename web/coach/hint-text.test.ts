import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { HintEvent } from './coach-client.ts'
import { followHint, grow, noHint } from './hint-text.ts'

const meta: HintEvent = { id: 'h:0', type: 'meta', hintId: 'h', elementFocus: 'earth', source: 'offline' }
const token = (n: number, text: string): HintEvent => ({ id: `h:${n}`, type: 'token', text })
const done: HintEvent = { id: 'h:9', type: 'done', hintText: 'Look again.', source: 'offline' }

async function* stream(...events: HintEvent[]): AsyncGenerator<HintEvent> {
  yield* events
}

test('words are added, and taken back from an offset', () => {
  const grown = [
    meta,
    token(1, 'Look at '),
    token(2, 'a hash map'),
    { id: 'h:3', type: 'retract', from: 8 } as const,
    token(4, 'your example'),
  ].reduce(grow, noHint)
  assert.deepEqual(grown, { text: 'Look at your example', lastEventId: 'h:4', elementFocus: 'earth', source: 'offline', done: false })
})

test('the end brings the whole text', () => {
  assert.deepEqual([meta, token(1, 'Look'), done].reduce(grow, noHint).text, 'Look again.')
})

test('a broken stream goes on after the last event seen', async () => {
  const asked: (string | undefined)[] = []
  const waits: number[] = []
  const streams = [stream(meta, token(1, 'Look ')), stream(), stream(token(2, 'again.'), done)]
  const seen = await Array.fromAsync(
    followHint({
      connect(lastEventId) {
        asked.push(lastEventId)
        return streams.shift() ?? stream()
      },
      wait: async (milliseconds) => void waits.push(milliseconds),
    }),
  )
  assert.deepEqual(asked, [undefined, 'h:1', 'h:1'])
  assert.deepEqual(waits, [500, 1000])
  assert.equal(seen.at(-2)?.text, 'Look again.')
  assert.equal(seen.at(-1)?.done, true)
})

test('a stream that starts anew replaces what was there', async () => {
  const seen = await Array.fromAsync(
    followHint({
      connect: () => stream(meta, token(1, 'Anew'), { ...done, hintText: 'Anew' }),
      wait: async () => undefined,
      start: { ...noHint, text: 'Old words', lastEventId: 'g:3' },
    }),
  )
  assert.deepEqual(
    seen.map((hint) => hint.text),
    ['', 'Anew', 'Anew'],
  )
})

test('a refusal ends it at once', async () => {
  let calls = 0
  const refused = followHint({
    connect() {
      calls += 1
      throw new RangeError('refused')
    },
    wait: async () => undefined,
  })
  await assert.rejects(Array.fromAsync(refused), RangeError)
  assert.equal(calls, 1)
})

test('a line that stays dead ends it in the end, with what was written', async () => {
  let calls = 0
  const seen: string[] = []
  const follow = async (): Promise<void> => {
    for await (const hint of followHint({
      connect: () => stream(...(calls++ === 0 ? [meta, token(1, 'Look')] : [])),
      wait: async () => undefined,
    }))
      seen.push(hint.text)
  }
  await assert.rejects(follow, /stopped before its end/)
  assert.deepEqual(seen, ['', 'Look'])
  assert.equal(calls, 4)
})

test('a line that was dead from the start does not speak of what is written', async () => {
  const follow = Array.fromAsync(followHint({ connect: () => stream(), wait: async () => undefined }))
  await assert.rejects(follow, /did not begin/)
})
