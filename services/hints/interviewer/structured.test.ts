import assert from 'node:assert/strict'
import { test } from 'node:test'
import { aloud, type Header } from './structured.ts'

async function read(chunks: readonly string[]) {
  const headers: Header[] = []
  let text = ''
  for await (const chunk of aloud(stream(chunks), (header) => headers.push(header))) text += chunk
  return { headers, text }
}

async function* stream(chunks: readonly string[]): AsyncGenerator<string> {
  yield* chunks
}

const line = '{"asks":"plan","answers":2,"notes":"calm"}'

test('the first line is for nobody, the rest is aloud, however it is cut', async () => {
  const whole = `${line}\nYou said so. What next?`
  for (let size = 1; size < whole.length; size += 3) {
    const chunks = Array.from({ length: Math.ceil(whole.length / size) }, (_, at) => whole.slice(at * size, (at + 1) * size))
    assert.deepEqual(await read(chunks), { headers: [{ asks: 'plan', answers: 2, notes: 'calm' }], text: 'You said so. What next?' })
  }
})

test('a fence around the line and blank lines are passed over', async () => {
  const { headers, text } = await read([`\n\`\`\`json\n${line}\n\`\`\`\n\nWhat next?`])
  assert.deepEqual([headers[0]?.asks, text], ['plan', 'What next?'])
})

test('values of another kind are as if they were not there, and long notes are cut', async () => {
  const { headers } = await read([`${JSON.stringify({ asks: 7, answers: -1.5, notes: 'n'.repeat(900) })}\n`])
  assert.deepEqual([headers[0]?.asks, headers[0]?.answers, headers[0]?.notes.length], ['', undefined, 600])
})

test('without such a line nothing is said at all', async () => {
  for (const chunks of [['What next?'], ['What next?\nAnd then?'], ['[]'], ['null\nWhat?'], [''], ['{"asks": "pl'], ['x'.repeat(3000)]])
    await assert.rejects(read(chunks), { kind: 'bad_response' }, chunks[0])
})
