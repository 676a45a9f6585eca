/** What happens in a run, gathered into pieces. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { LabEvent } from '../run.ts'
import { openPieces } from './pieces.ts'

const log = (text: string): LabEvent => ({ kind: 'log', atMs: 0, node: 'n0', text })
const progress: LabEvent = { kind: 'progress', atMs: 0, stage: 'running' }

function gathering(options: { readonly pieceBytes?: number; readonly everyMs?: number; readonly mostBytes?: number }) {
  const kept: { readonly lines: string; readonly leftOut: number }[] = []
  const clock = { now: 0 }
  const pieces = openPieces({ keep: async (piece) => void kept.push(piece), now: () => clock.now, ...options })
  return { kept, clock, pieces }
}

test('a piece is kept when it is large enough, when it has waited long enough, and at the end', async () => {
  const { kept, clock, pieces } = gathering({ pieceBytes: 200, everyMs: 100 })
  await pieces.add(log('a'))
  assert.equal(kept.length, 0)
  await pieces.add(log('b'.repeat(200)))
  assert.equal(kept.length, 1)
  clock.now = 150
  await pieces.add(log('c'))
  assert.equal(kept.length, 2)
  await pieces.add(log('d'))
  await pieces.end()
  assert.deepEqual(
    kept.map(({ lines }) => lines.trimEnd().split('\n').length),
    [2, 1, 1],
  )
  await pieces.end()
  assert.equal(kept.length, 3)
})

test('a run that floods is cut, what was left out is counted, and its verdict is kept all the same', async () => {
  const { kept, pieces } = gathering({ pieceBytes: 1, mostBytes: 1000 })
  for (let n = 0; n < 100; n += 1) await pieces.add(log('x'.repeat(100)))
  await pieces.add(progress)
  await pieces.end()
  assert.ok(kept.reduce((sum, { lines }) => sum + lines.length, 0) < 1000)
  const last = kept.at(-1)
  assert.deepEqual([JSON.parse(last?.lines ?? '').kind, (last?.leftOut ?? 0) > 90], ['progress', true])
})
