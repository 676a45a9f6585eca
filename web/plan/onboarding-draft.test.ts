import assert from 'node:assert/strict'
import { test } from 'node:test'
import { beginning, dropDraft, keepDraft, missing, readDraft } from './onboarding-draft.ts'

function shelf() {
  const kept = new Map<string, string>()
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  }
}

test('what was answered is there again after a reload, and gone once the plan is made', () => {
  const storage = shelf()
  assert.equal(readDraft(storage), undefined)
  keepDraft(storage, { ...beginning, level: 'beginner' })
  assert.equal(readDraft(storage)?.level, 'beginner')
  dropDraft(storage)
  assert.equal(readDraft(storage), undefined)
  storage.setItem('quint:draft:intake', '{broken')
  assert.equal(readDraft(storage), undefined)
})

test('a question that is not answered holds up the next one', () => {
  assert.equal(missing(0, beginning), 'Choose one.')
  assert.equal(missing(1, beginning), '')
  assert.equal(missing(2, beginning), '')
  assert.notEqual(missing(2, { ...beginning, daysAvailable: [] }), '')
  assert.notEqual(missing(2, { ...beginning, hoursPerWeek: 200 }), '')
  assert.notEqual(missing(2, { ...beginning, timelineWeeks: Number.NaN }), '')
})
