/** A mesh whose events go through Kafka, and a program in another language that reads a coached session there with the catalogue alone. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { preparePython } from '../catalogue/python.ts'
import { recordsOfStory } from '../catalogue/story.ts'
import { engine } from './engine.ts'

/** As in sessions.session.started. */
const topicOf = (type: string): string => `quint.${type.split('.').slice(0, 2).join('.')}.v1`

test('Kafka: the consumer in Python reads and checks every event of a coached session, and starts where it stopped', async () => {
  const url = engine('kafka')
  const consume = preparePython()
  const records = await recordsOfStory(url)
  const args = ['--bootstrap', new URL(url).host, '--group', 'catalogue-suite', '--idle-seconds', '5']
  const { code, events, complaints } = consume(args)
  assert.equal(code, 0, complaints)
  // One aggregate's events have an order; those of a learner in different topics have none.
  const told = Map.groupBy(records, ({ topic, key }) => `${topic} ${key}`)
  const heard = Map.groupBy(events, ({ type, key }) => `${topicOf(type)} ${key}`)
  assert.deepEqual([...heard.keys()].sort(), [...told.keys()].sort())
  for (const [name, ofKey] of told) {
    const ids = [...new Set(ofKey.map(({ headers }) => headers.ce_id))]
    assert.deepEqual(
      heard.get(name)?.map(({ id }) => id),
      ids,
      `the events of a key come in order: ${name}`,
    )
  }
  assert.deepEqual(consume(args).events, [], 'what was committed does not come again')
})
