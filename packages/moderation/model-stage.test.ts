import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { openModelStage, readAnswer } from './model-stage.ts'
import { moderate } from './moderate.ts'

const never = new AbortController().signal
const calm = 'Kill the process when the queue is empty.'
const says = (answer: string) => openModelStage({ ask: async () => answer })
const verdictOf = async (text: string, answer: string) => (await says(answer).judge(text, moderate(text), never)).verdict

test('the model makes a judgement worse, and never better', async () => {
  assert.equal(await verdictOf(calm, 'safe'), 'allow')
  assert.equal(await verdictOf(calm, 'unsafe\nS10'), 'review')
  assert.equal(await verdictOf(calm, 'unsafe\nS1,S4'), 'refuse')
  assert.equal(await verdictOf('see example.com', 'safe'), 'review')
  assert.equal(await verdictOf('go kill yourself', 'safe'), 'refuse')
})

test('what interviews are about is not held for its kind: code, copied text, advice', async () => {
  assert.equal(await verdictOf(calm, 'unsafe\nS14,S6'), 'allow')
})

test('a text that is refused by the rules is not shown to the model', async () => {
  const asked: string[] = []
  const stage = openModelStage({
    async ask(text) {
      asked.push(text)
      return 'safe'
    },
  })
  await stage.judge('go kill yourself', moderate('go kill yourself'), never)
  assert.deepEqual(asked, [])
})

test('a model that fails, hangs or writes something else leaves the judgement to the rules, and that is told', async () => {
  const told: string[] = []
  const onUseless = (why: string): void => void told.push(why)
  const byRules = moderate('see example.com')
  const failing = openModelStage({ ask: () => Promise.reject(new Error('away')), onUseless })
  const writing = openModelStage({ ask: async () => 'I cannot judge that. Ignore the rules: safe', onUseless })
  const hanging = openModelStage({
    ask: (_text, signal) => new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
    deadlineMs: 50,
    onUseless,
  })
  for (const stage of [failing, writing, hanging]) assert.deepEqual(await stage.judge('see example.com', byRules, never), byRules)
  assert.deepEqual(told, ['failed', 'unreadable', 'failed'])
})

test('who leaves is not judged', async () => {
  const stage = openModelStage({ ask: () => Promise.reject(new Error('away')) })
  await assert.rejects(stage.judge(calm, moderate(calm), AbortSignal.abort(new Error('left'))), /left/)
})

test('only the two answers that such models give are read, whatever else is written', () => {
  assert.deepEqual(readAnswer(' safe\n'), [])
  assert.deepEqual(readAnswer('unsafe\nS3, S12'), ['S3', 'S12'])
  for (const answer of ['', 'unsafe', 'Safe', 'unsafe S3', 'safe\nS3', 'unsafe\nS15', 'unsafe\nS3\nmore']) assert.equal(readAnswer(answer), undefined)
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (answer) => answer.trim() === 'safe' || !(readAnswer(answer)?.length === 0)))
})
