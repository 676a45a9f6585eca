import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { createParser, readEvents, type StreamEvent } from './event-stream.ts'

const whole = 'id: h:0\nevent: meta\ndata: {"a":1}\n\n: still here\n\nid: h:1\nevent: token\ndata: {"text":"größer ✓"}\n\ndata: x\ndata: y\n\n'
const expected: StreamEvent[] = [
  { id: 'h:0', name: 'meta', data: '{"a":1}' },
  { id: 'h:1', name: 'token', data: '{"text":"größer ✓"}' },
  { id: 'h:1', name: 'message', data: 'x\ny' },
]

test('events are the same however the bytes are cut', async () => {
  const bytes = new TextEncoder().encode(whole)
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(fc.nat(bytes.length), { maxLength: 20 }), async (cuts) => {
      const ends = [...cuts.toSorted((a, b) => a - b), bytes.length]
      const chunks = ends.map((end, index) => bytes.slice(ends[index - 1] ?? 0, end))
      assert.deepEqual(await Array.fromAsync(readEvents(streamOf(chunks))), expected)
    }),
  )
})

test('every kind of line end is understood', () => {
  for (const end of ['\r\n', '\r', '\n']) {
    const parse = createParser()
    const text = `${whole.replaceAll('\n', end)}: the end\n`
    assert.deepEqual(
      [...text].flatMap((character) => parse(character)),
      expected,
      JSON.stringify(end),
    )
  }
})

test('an event that was cut off is not given', () => {
  const parse = createParser()
  assert.deepEqual(parse('event: token\ndata: {"text":"ha'), [])
})

test('leaving early cancels the body', async () => {
  const { promise, resolve } = Promise.withResolvers<void>()
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      controller.enqueue(new TextEncoder().encode('data: 1\n\n'))
    },
    cancel: () => resolve(),
  })
  for await (const event of readEvents(body)) {
    assert.equal(event.data, '1')
    break
  }
  await promise
})

function streamOf(chunks: readonly Uint8Array[]): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(chunk)
      controller.close()
    },
  })
}
