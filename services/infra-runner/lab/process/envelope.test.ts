import assert from 'node:assert/strict'
import { once } from 'node:events'
import { test } from 'node:test'
import { Worker } from 'node:worker_threads'
import fc from 'fast-check'
import { numbered, readEnvelope } from './envelope.ts'
import { openPipe, pipeBytes, pipeRoom } from './inside/pipe.ts'
import { topologyOf } from './topology.ts'

test('a line is a message just if it has who, to whom and what, and nothing else', () => {
  const message = { src: 'n0', dest: 'n1', body: { type: 'a', more: [1] } }
  assert.deepEqual(readEnvelope(JSON.stringify(message)), message)
  assert.deepEqual(readEnvelope(JSON.stringify({ ...message, id: 7 })), { ...message, id: 7 })
  const wrong = ['', 'a', 'null', '7', '[]', '{}', '{"src":"n0"}', '{"src":"n0","dest":1,"body":{"type":"a"}}', '{"src":"n0","dest":"n1","body":[]}']
  for (const line of [...wrong, '{"src":"n0","dest":"n1","body":{}}', JSON.stringify({ ...message, extra: 1 })])
    assert.equal(typeof readEnvelope(line), 'string', line)
  fc.assert(fc.property(fc.string(), (line) => void readEnvelope(line)))
  fc.assert(fc.property(fc.json(), (line) => void readEnvelope(line)))
})

test('a message gets its number, and stays the same otherwise', () => {
  const body = { type: 'a', text: '{"id":1}' }
  for (const line of [
    JSON.stringify({ src: 'n0', dest: 'n1', body }),
    ` ${JSON.stringify({ src: 'n0', dest: 'n1', body })}`,
    JSON.stringify({ id: 4, src: 'n0', dest: 'n1', body }),
  ]) {
    const envelope = readEnvelope(line)
    assert.ok(typeof envelope === 'object')
    assert.deepEqual(JSON.parse(numbered(envelope, line, 9)), { id: 9, src: 'n0', dest: 'n1', body })
  }
})

test('in a grid everybody is a neighbour of their neighbours, and all are connected', () => {
  for (const count of [1, 2, 3, 5, 9, 25]) {
    const ids = Array.from({ length: count }, (_, at) => `n${at}`)
    const grid = topologyOf(ids)
    const reached = new Set(['n0'])
    for (const id of reached) for (const other of grid[id] ?? []) reached.add(other)
    assert.equal(reached.size, count)
    for (const id of ids) for (const other of grid[id] ?? []) assert.ok(grid[other]?.includes(id))
  }
})

test('a pipe in shared memory gives out what went in, around its end and in pieces of any size', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 600_000 }), { minLength: 1, maxLength: 6 }), (sizes) => {
      const pipe = openPipe(new SharedArrayBuffer(pipeBytes))
      let next = 0
      let expected = 0
      for (const size of sizes) {
        const bytes = Uint8Array.from({ length: size }, (_, at) => (next + at) % 251)
        const written = pipe.write(bytes)
        next = (next + written) % 251
        const into = new Uint8Array(Math.ceil(size / 2))
        if (!pipe.wait(0)) continue
        const read = pipe.read(into)
        for (let at = 0; at < read; at += 1) assert.equal(into[at], (expected + at) % 251)
        expected = (expected + read) % 251
      }
    }),
    { numRuns: 5, seed: 1 },
  )
})

test('a pipe that is full takes no more, and one that is closed ends', () => {
  const pipe = openPipe(new SharedArrayBuffer(pipeBytes))
  assert.equal(pipe.write(new Uint8Array(pipeRoom + 100)), pipeRoom)
  assert.equal(pipe.write(new Uint8Array(1)), 0)
  assert.equal(pipe.read(new Uint8Array(pipeRoom)), pipeRoom)
  assert.equal(pipe.wait(0), false)
  pipe.close()
  assert.equal(pipe.read(new Uint8Array(1)), 0)
})

test('who waits at a pipe hears that it was closed, at whatever moment', async () => {
  const pipes = Array.from({ length: 1000 }, () => new SharedArrayBuffer(16 + 64))
  const progress = new Int32Array(new SharedArrayBuffer(4))
  const reader = `const { workerData: { pipes, progress, file } } = require('node:worker_threads')
    import(file).then(({ openPipe }) => {
      for (const pipe of pipes.map(openPipe)) {
        Atomics.add(progress, 0, 1)
        pipe.read(new Uint8Array(1))
      }
    })`
  const file = import.meta.resolve('./inside/pipe.ts')
  const thread = new Worker(reader, { eval: true, workerData: { pipes, progress, file } })
  const over = once(thread, 'exit')
  try {
    for (const [at, pipe] of pipes.map(openPipe).entries()) {
      while (Atomics.load(progress, 0) <= at) await new Promise(setImmediate)
      for (let spin = 0; spin < at % 300; spin += 1) Atomics.load(progress, 0)
      pipe.close()
    }
    assert.deepEqual(await over, [0])
  } finally {
    await thread.terminate()
  }
})
