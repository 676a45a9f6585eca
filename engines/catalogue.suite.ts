/** A mesh whose events go through Kafka, and a program in another language that reads a coached session there with the catalogue alone. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { preparePython } from '../catalogue/python.ts'
import { recordsOfStory } from '../catalogue/story.ts'
import { engine } from './engine.ts'

test('Kafka: the consumer in Python reads and checks every event of a coached session, and starts where it stopped', async () => {
  const url = engine('kafka')
  const consume = preparePython()
  const records = await recordsOfStory(url)
  const args = ['--bootstrap', new URL(url).host, '--group', 'catalogue-suite', '--idle-seconds', '5']
  const { code, events, complaints } = consume(args)
  assert.equal(code, 0, complaints)
  const idsOf = (key: string) => [...new Set(records.filter((record) => record.key === key).map(({ headers }) => headers.ce_id))]
  const keys = [...new Set(records.map(({ key }) => key))]
  assert.equal(events.length, keys.flatMap(idsOf).length)
  for (const key of keys) {
    assert.deepEqual(
      events.filter((event) => event.key === key).map(({ id }) => id),
      idsOf(key),
      'the events of a key come in order',
    )
  }
  assert.deepEqual(consume(args).events, [], 'what was committed does not come again')
})
