import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sceneAt, tileOf } from './sheet.ts'

test('a chapter has the picture of the scene that begins with it', () => {
  const cues = [
    { scene: 0, fromMs: 400, toMs: 3000 },
    { scene: 1, fromMs: 4000, toMs: 5000 },
    { scene: 1, fromMs: 5400, toMs: 7000 },
    { scene: 2, fromMs: 7900, toMs: 9000 },
  ]
  assert.deepEqual([sceneAt(cues, 0), sceneAt(cues, 3560), sceneAt(cues, 7560), sceneAt([], 0)], [0, 1, 2, 0])
})

test('one of the small pictures fills its place: four to a row', () => {
  assert.deepEqual(tileOf(0, 3), { backgroundSize: '400% 100%', backgroundPosition: '0% 0%' })
  assert.deepEqual(tileOf(3, 6), { backgroundSize: '400% 200%', backgroundPosition: '100% 0%' })
  assert.deepEqual(tileOf(4, 6), { backgroundSize: '400% 200%', backgroundPosition: '0% 100%' })
})
