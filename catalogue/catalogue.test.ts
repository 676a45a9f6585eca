/** The catalogue tells the truth: of the messages, of the records on the bus, of who reads what, and in a valid AsyncAPI document. */
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import { test } from 'node:test'
import { fromRecord, toRecord } from '@quint/bus/event.ts'
import { retentionMs } from '@quint/bus/topics.ts'
import type { Tx } from '@quint/db/database.ts'
import * as hints from '@quint/hints/events.ts'
import * as contentEvents from '@quint/proto/gen/quint/content/v1/events.ts'
import * as hintEvents from '@quint/proto/gen/quint/hints/v1/events.ts'
import * as identityEvents from '@quint/proto/gen/quint/identity/v1/events.ts'
import * as planEvents from '@quint/proto/gen/quint/plans/v1/events.ts'
import * as runnerEvents from '@quint/proto/gen/quint/runner/v1/events.ts'
import * as sessionEvents from '@quint/proto/gen/quint/sessions/v1/events.ts'
import * as sessions from '@quint/sessions/events.ts'
import { Ajv } from 'ajv'
import { Ajv2020 } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import { parseConsumer, readConsumers, unknownReadings } from './consumers.ts'
import { contractOf } from './contract.ts'
import { currentSources, documentsOf } from './documents.ts'
import { type Register, type RegisteredEvent, register } from './events.ts'
import { faultsOf } from './faults.ts'
import { staleDocuments } from './generate.ts'
import type { Catalogue } from './page.ts'
import { bodySchema, exampleHeaders, headersSchema, type Schema } from './schema.ts'

interface Codec {
  fromJSON(body: unknown): unknown
  toJSON(message: unknown): unknown
}

const codecs: Readonly<Record<string, unknown>> = {
  ...contentEvents,
  ...hintEvents,
  ...identityEvents,
  ...planEvents,
  ...runnerEvents,
  ...sessionEvents,
}
const sources = await currentSources()
const document = <Shape>(file: string): Shape => JSON.parse(documentsOf(sources).get(file) ?? 'null') as Shape
const ajv = new Ajv2020({ allErrors: true, strict: true })
formats.default(ajv)

function codecOf(event: RegisteredEvent): Codec {
  const codec = codecs[event.message.split('.').at(-1) ?? '']
  assert.ok(codec, event.message)
  return codec as Codec
}

function assertValid(schema: Schema, value: unknown): void {
  const { $id: _, ...anonymous } = schema
  const validate = ajv.compile(anonymous)
  assert.ok(validate(value), `${JSON.stringify(value)}: ${ajv.errorsText(validate.errors)}`)
}

function assertInvalid(schema: Schema, value: unknown): void {
  const { $id: _, ...anonymous } = schema
  assert.equal(ajv.validate(anonymous, value), false, JSON.stringify(value))
}

test('every event in the protos is registered, every registered one is in the protos, and no rule of the house is broken', () => {
  assert.deepEqual(faultsOf(sources.registry, register), [])
})

test('what is checked in is what the sources make', async () => {
  assert.deepEqual(await staleDocuments(), [])
})

for (const event of register.events) {
  test(`${event.type}: the example is what the generated code writes, and validates`, () => {
    const codec = codecOf(event)
    assert.deepEqual(codec.toJSON(codec.fromJSON(event.example)), event.example)
    assertValid(bodySchema(sources.registry, event), event.example)
    assertValid(headersSchema(register, event), exampleHeaders(register, event))
  })

  test(`${event.type}: a field nobody knows is allowed, a missing id or a wrong type is not`, () => {
    const schema = bodySchema(sources.registry, event)
    assertValid(schema, { ...event.example, addedLater: { deep: [1] } })
    for (const [field, value] of Object.entries(event.example)) {
      assertInvalid(schema, { ...event.example, [field]: typeof value === 'string' ? 7 : 'seven' })
      assertInvalid(schema, { ...event.example, [field]: null })
    }
    for (const field of event.always) assertInvalid(schema, Object.fromEntries(Object.entries(event.example).filter(([name]) => name !== field)))
  })

  test(`${event.type}: the headers are those that the bus writes`, () => {
    const topic = register.topics.find(({ name }) => name === event.topic)
    const written = fromRecord({ topic: event.topic, key: 'k', headers: exampleHeaders(register, event), value: JSON.stringify(event.example) })
    assert.equal(written.type, event.type)
    const record = toRecord({ ...written, key: String(event.example[topic?.key ?? '']) }, topic?.owner ?? '')
    assertValid(headersSchema(register, event), record.headers)
    assertInvalid(headersSchema(register, event), { ...record.headers, ce_type: 'another.type.altogether' })
    assert.deepEqual(JSON.parse(record.value), event.example)
  })
}

test('the examples of the released register still validate', async () => {
  const released = JSON.parse(await readFile(path.join(import.meta.dirname, 'released.json'), 'utf8')) as Register
  for (const { type, example } of released.events) {
    const event = register.events.find((known) => known.type === type)
    if (event !== undefined) assertValid(bodySchema(sources.registry, event), example)
  }
})

test('the AsyncAPI document is valid, and its references lead somewhere', async () => {
  const schema = JSON.parse(await readFile(createRequire(import.meta.url).resolve('@asyncapi/specs/schemas/3.0.0.json'), 'utf8')) as Schema
  const draft7 = new Ajv({ strict: false, meta: false, validateSchema: false, allErrors: true })
  formats.default(draft7)
  const validate = draft7.compile(schema)
  const asyncApi = document<Record<string, unknown>>('catalogue/asyncapi.json')
  assert.ok(validate(asyncApi), draft7.errorsText(validate.errors))
  assert.equal(validate({ ...asyncApi, channels: { wrong: { address: 7 } } }), false)
  const texts = JSON.stringify(asyncApi).matchAll(/"\$ref":"#\/([^"]+)"/g)
  const targets = [...texts].map(([, target = '']) => target)
  assert.ok(targets.length > 20)
  for (const target of targets) {
    const found = target.split('/').reduce<unknown>((at, part) => (at as Record<string, unknown> | undefined)?.[part], asyncApi)
    assert.ok(found !== undefined, target)
  }
})

test('every owner sends and every consumer receives, each on its topic', () => {
  const { operations } = document<{ operations: Record<string, { action: string; messages: unknown[] }> }>('catalogue/asyncapi.json')
  const sent = register.events.filter(({ topic }) => topic === 'quint.sessions.session.v1')
  assert.ok(sent.length >= 6)
  assert.equal(operations['sessions.sends.quint.sessions.session.v1']?.messages.length, sent.length)
  assert.equal(operations['sessions.receives.quint.hints.hint.v1']?.action, 'receive')
  assert.equal(operations['hints.receives.quint.hints.hint.v1'], undefined)
})

test('the page has for every event an example, fields with descriptions, its readers by field and three ways to start', () => {
  const { events } = document<Catalogue>('web/app/events/catalogue.json')
  assert.deepEqual(
    events.map(({ type }) => type),
    register.events.map(({ type }) => type),
  )
  for (const event of events) {
    assert.ok(event.fields.every(({ description, type }) => description !== '' && type !== ''))
    assert.equal(event.example.key, event.example.headers.ce_subject)
    for (const { text } of event.start) assert.ok(text.includes(event.type) && !text.includes('undefined'))
    assert.ok(event.start.some(({ text }) => text.includes(event.topic)))
  }
  const tier = events.find(({ type }) => type === 'hints.hint.given')?.fields.find(({ name }) => name === 'tier')
  assert.deepEqual([tier?.type, tier?.always, tier?.consumers], ['integer', true, ['learning-analytics', 'sessions']])
})

test('what the web app serves are the documents that are checked in', async () => {
  const { asyncApi, sample, events } = document<Catalogue>('web/app/events/catalogue.json')
  assert.deepEqual(asyncApi, document('catalogue/asyncapi.json'))
  assert.equal(sample, await readFile(path.join(import.meta.dirname, 'consume.py'), 'utf8'))
  for (const { type, schema } of events) assert.deepEqual(schema, document(`catalogue/schemas/${type}.json`))
})

test('a topic is kept for as long as the bus keeps it', () => {
  for (const { name, retentionDays } of register.topics) assert.equal(retentionDays * 86_400_000, retentionMs(name), name)
})

test('nobody is registered to read what does not exist', async () => {
  assert.deepEqual(unknownReadings(await readConsumers(), contractOf(sources.registry, register)), [])
})

test('a consumer is refused that has no fields, another name than its file, or a word too many', () => {
  const yaml = (team: string, fields: string, more = '') =>
    `team: ${team}\npurpose: p\ncontact: c\ngroup: g\nlagSeconds: 1\n${more}reads:\n  hints.hint.given: { decoder: json, fields: ${fields} }\n`
  assert.equal(parseConsumer('one.yaml', yaml('one', '[tier]')).team, 'one')
  assert.throws(() => parseConsumer('one.yaml', yaml('one', '[]')), /fewer than 1/)
  assert.throws(() => parseConsumer('one.yaml', yaml('two', '[tier]')), /the team is two/)
  assert.throws(() => parseConsumer('one.yaml', yaml('one', '[tier]', 'extra: 1\n')), /additional properties/)
})

/** What a handler asks of its database: its whole effect. */
async function effectOf(handler: (tx: Tx, event: ReturnType<typeof eventOf>) => Promise<void>, event: ReturnType<typeof eventOf>): Promise<string> {
  const asked: unknown[] = []
  const tx = {
    query: async (text: string, values: readonly unknown[] = []) => {
      asked.push([text, values])
      return []
    },
  } as unknown as Tx
  await handler(tx, event)
  return JSON.stringify(asked)
}

function eventOf(event: RegisteredEvent, body: Readonly<Record<string, unknown>>) {
  return fromRecord({ topic: event.topic, key: 'k', headers: exampleHeaders(register, event), value: JSON.stringify(body) })
}

/** Another value that the field could as well have. */
function otherThan(value: unknown): unknown {
  if (typeof value === 'number') return value + 1
  if (typeof value === 'boolean') return !value
  if (Array.isArray(value)) return [...value, 'another']
  return String(value).startsWith('ELEMENT_') ? 'ELEMENT_AIR' : '0198c7ff-0000-7000-8000-00000000000f'
}

for (const [team, { handlers, topics }] of Object.entries({ sessions, hints })) {
  test(`${team} reads exactly the fields that its file in consumers/ names`, async () => {
    const registered = (await readConsumers()).find((consumer) => consumer.team === team)
    assert.deepEqual(Object.keys(handlers).sort(), Object.keys(registered?.reads ?? {}).sort())
    const wanted = new Set<string>()
    for (const [type, handler] of Object.entries(handlers)) {
      const event = register.events.find((known) => known.type === type)
      assert.ok(event, type)
      wanted.add(event.topic)
      const all = contractOf(sources.registry, register)
        .find((known) => known.type === type)
        ?.fields.map((field) => field.path)
      assert.deepEqual(Object.keys(event.example), all, 'the example has every field')
      const usual = await effectOf(handler, eventOf(event, event.example))
      const read: string[] = []
      for (const [field, value] of Object.entries(event.example)) {
        const changed = await effectOf(handler, eventOf(event, { ...event.example, [field]: otherThan(value) }))
        if (changed !== usual) read.push(field)
      }
      assert.deepEqual(read.sort(), [...(registered?.reads[type]?.fields ?? [])].sort(), type)
    }
    assert.deepEqual([...wanted].sort(), [...topics].sort())
  })
}
