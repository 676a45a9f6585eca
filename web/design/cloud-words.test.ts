/** What is said of a design in a cloud: each state has words, what is to go is said to go, and it is asked for only once its rules were judged. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { canAskCloud, cloudRail, cloudRailWords, cloudStateWords } from './cloud-words.ts'

test('each state has its words, and what is to go is said to go', () => {
  assert.equal(cloudStateWords({ state: 'planned', ending: false, endedAt: null }), 'The plan waits for approval')
  assert.equal(cloudStateWords({ state: 'applied', ending: true, endedAt: null }), 'It is to go')
  assert.equal(cloudStateWords({ state: 'destroying', ending: true, endedAt: null }), 'It is being destroyed')
  assert.equal(cloudStateWords({ state: 'refused', ending: true, endedAt: '2026-11-22T10:00:00Z' }), 'It was refused')
  assert.ok(cloudRail.every((step) => cloudRailWords[step] !== ''))
})

test('a plan is asked for once the rules were judged, and never of what was taken down', () => {
  for (const status of ['PENDING', 'VALIDATING', 'VALIDATION_FAILED'] as const)
    assert.equal(canAskCloud({ status, moderation: 'clear', appealed: false }), false)
  assert.equal(canAskCloud({ status: 'COMPLETED', moderation: 'clear', appealed: false }), true)
  assert.equal(canAskCloud({ status: 'COMPLETED', moderation: 'removed', appealed: false }), false)
})
