import assert from 'node:assert/strict'
import { test } from 'node:test'
import { reminderOf } from './reminder.ts'

test('a push is shown as the reminder that it is, and a repeat takes its place', () => {
  const push = { json: () => ({ id: 'a', title: 'Mock interview', startDate: '2026-03-02T09:00:00Z' }) }
  const { title, options } = reminderOf(push)
  assert.deepEqual([title, options.tag, reminderOf(push).options.tag], ['Mock interview', 'a', 'a'])
  assert.match(options.body, /^Begins Monday/)
})

test('a push that says nothing, or nonsense, is still shown as something', () => {
  const broken = {
    json() {
      throw new SyntaxError('not JSON')
    },
  }
  for (const push of [null, broken, { json: () => 7 }, { json: () => ({ title: '', startDate: 'soon' }) }]) {
    const { title, options } = reminderOf(push)
    assert.deepEqual([title, options.body], ['Something that you have planned', 'It begins soon.'])
  }
})
