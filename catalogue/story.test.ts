/** Every event that the running mesh publishes in a learner's story is one that the catalogue describes. */
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import type { BusRecord } from '@quint/bus/bus.ts'
import { Ajv2020 } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import { currentSources } from './documents.ts'
import { register } from './events.ts'
import { kcatLine, preparePython, python } from './python.ts'
import { bodySchema, headersSchema } from './schema.ts'
import { recordsOfStory, wordsOfTheStory } from './story.ts'

type Body = Readonly<Record<string, unknown>>

let records: readonly BusRecord[]

before(async () => {
  records = await recordsOfStory()
})

test('what a learner does is published as the catalogue says, without a word of theirs', async () => {
  const { registry } = await currentSources()
  const ajv = new Ajv2020({ allErrors: true })
  formats.default(ajv)
  const known = register.events.map((event) => {
    const schema = bodySchema(registry, event)
    return { event, fields: schema.properties as object, body: ajv.compile(schema), headers: ajv.compile(headersSchema(register, event)) }
  })
  assert.ok(records.length >= 7 + 11 + 1)
  for (const record of records) {
    const of = known.find(({ event }) => event.type === record.headers.ce_type)
    assert.ok(of, `${record.headers.ce_type} is not registered`)
    const body = JSON.parse(record.value) as Body
    const topic = register.topics.find(({ name }) => name === of.event.topic)
    assert.ok(of.body(body), `${record.value}: ${ajv.errorsText(of.body.errors)}`)
    assert.ok(of.headers(record.headers), `${JSON.stringify(record.headers)}: ${ajv.errorsText(of.headers.errors)}`)
    assert.deepEqual([record.topic, record.key, record.headers.ce_subject], [topic?.name, body[topic?.key ?? ''], record.key])
    assert.doesNotMatch(JSON.stringify(record), wordsOfTheStory)
    const unknown = Object.keys(body).filter((field) => !(field in of.fields))
    assert.deepEqual(unknown, [], `${of.event.type} has fields that its message has not`)
  }
})

test('the consumer in Python, with the catalogue alone, reads and checks all of it', {
  skip: python === undefined && 'there is no Python 3 here',
}, () => {
  const { code, events, complaints } = preparePython()(['--stdin'], records.map(kcatLine).join(''))
  assert.equal(code, 0, complaints)
  assert.deepEqual(
    events.map(({ id }) => id),
    [...new Set(records.map(({ headers }) => headers.ce_id))],
  )
})
