/** The consumer that the catalogue hands out: what it takes and what it refuses. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { BusRecord } from '@quint/bus/bus.ts'
import { type RegisteredEvent, register } from './events.ts'
import { kcatLine, preparePython, python } from './python.ts'
import { exampleHeaders } from './schema.ts'

const skip = python === undefined && 'there is no Python 3 on this machine'

function recordOf(event: RegisteredEvent, number: number): BusRecord {
  const headers: Record<string, string> = { ...exampleHeaders(register, event), ce_id: `0198c7b4-21fa-7b06-8d35-${String(number).padStart(12, '0')}` }
  return { topic: event.topic, key: headers.ce_subject ?? '', headers, value: JSON.stringify(event.example) }
}

const records = register.events.map(recordOf)
const lines = records.map(kcatLine).join('')
const given = records[register.events.findIndex(({ type }) => type === 'hints.hint.given')]
assert.ok(given)

test('the consumer in Python reads every event once, though it comes twice, and passes over types that it does not know', { skip }, () => {
  const later = { ...given, headers: { ...given.headers, ce_type: 'hints.hint.rated' }, value: '{"stars":5}' }
  const { code, events, complaints } = preparePython()(['--stdin'], lines + kcatLine(later) + lines)
  assert.equal(code, 0, complaints)
  assert.deepEqual(
    events.map(({ type, key, body }) => ({ type, key, body })),
    register.events.map(({ type, example }, index) => ({ type, key: records[index]?.key, body: example })),
  )
})

test('the consumer in Python reads only the types that it is told', { skip }, () => {
  const { events } = preparePython()(['--stdin', 'sessions.session.answered', 'hints.hint.given'], lines)
  assert.deepEqual(
    events.map(({ type }) => type),
    ['sessions.session.answered', 'hints.hint.given'],
  )
})

const wrong: readonly (readonly [string, BusRecord, RegExp])[] = [
  ['a body with a wrong type', { ...given, value: given.value.replace('"tier":1', '"tier":"one"') }, /'one' is not of type 'integer'/],
  ['a body without a field that is never left out', { ...given, value: '{}' }, /'hintId' is a required property/],
  ['an id that is none', { ...given, headers: { ...given.headers, ce_id: 'seven' } }, /'seven' is not a 'uuid'/],
  ['headers of another source', { ...given, headers: { ...given.headers, ce_source: '/quint/coach' } }, /'\/quint\/hints' was expected/],
  ['another topic', { ...given, topic: 'quint.coach.hint.v1' }, /came on quint\.coach\.hint\.v1/],
  ['another key', { ...given, key: '0198c7ff-0000-7000-8000-00000000000f' }, /with the key 0198c7ff/],
]

for (const [what, record, says] of wrong) {
  test(`the consumer in Python refuses ${what}`, { skip }, () => {
    const { code, complaints } = preparePython()(['--stdin'], kcatLine(record))
    assert.equal(code, 1)
    assert.match(complaints, says)
  })
}
