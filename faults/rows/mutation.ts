/** The outbox read by a cursor over its sequence, put in as a mutation: the auditor must find what it loses. */

import path from 'node:path'
import { sleep } from '@quint/runtime/sleep.ts'
import { inWords } from '../audit/verdict.ts'
import { openEventPlace } from '../producer/place.ts'
import { play } from '../scene.ts'

await play(async (scene) => {
  const mutation = { FAULTS_NAIVE_CURSOR: path.join(scene.folder, 'cursor') }
  await using place = await openEventPlace(scene, { mutation, writerPauseMs: 5 })
  const deadline = Date.now() + 60_000
  while (place.writers.written() < (scene.quick ? 600 : 1500) && Date.now() < deadline) await sleep(100)
  const verdict = await place.settle(8000)
  scene.must(verdict.undelivered.length > 0, `the naive cursor lost nothing: ${inWords(verdict)}`)
  scene.must(verdict.lost.length + verdict.doubled.length === 0, inWords(verdict))
  scene.tell(`noticed: ${inWords(verdict)}`)
})
