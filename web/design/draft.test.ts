import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Blueprint } from './blueprint.ts'
import { type Draft, forgetDraft, keepDraft, keptDraft } from './draft.ts'

const draft: Draft = {
  problemId: 'paste-bin',
  schemaInput: '',
  apiSpecInput: '',
  designText: 'Two zones.',
  blueprint: { components: [] } as unknown as Blueprint,
}

function storage() {
  const entries = new Map<string, string>()
  return {
    getItem: (key: string) => entries.get(key) ?? null,
    setItem: (key: string, value: string) => void entries.set(key, value),
    removeItem: (key: string) => void entries.delete(key),
  }
}

test('what was written for a further attempt is found again by it, and not taken for one after another attempt', () => {
  const place = storage()
  keepDraft(draft, place, 'first')
  assert.deepEqual(keptDraft('paste-bin', place, 'first'), draft)
  assert.equal(keptDraft('paste-bin', place, 'second'), undefined)
  assert.deepEqual(keptDraft('paste-bin', place), draft, 'whoever comes back by the problem finds what was written last')
  keepDraft(draft, place)
  assert.equal(keptDraft('paste-bin', place, 'first'), undefined)
  forgetDraft('paste-bin', place)
  assert.equal(keptDraft('paste-bin', place), undefined)
})
