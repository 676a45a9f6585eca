/** Facts that put what is kept of a learner out of date. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { toRecord } from '@quint/bus/event.ts'
import { memoryBus } from '@quint/bus/testing.ts'
import { silentLog } from '@quint/runtime/log.ts'
import { uuidv7 } from '@quint/runtime/uuid.ts'
import { startOutdating } from './events.ts'

const recordOf = (type: string, topic: string, userId: string) =>
  toRecord({ id: uuidv7(), type, topic, key: uuidv7(), time: new Date().toISOString(), data: { userId } }, 'test')

/** What was dropped, and when there was as much as that. */
function dropping() {
  const dropped: string[] = []
  let wake = (): void => undefined
  return {
    dropped,
    async drop(userId: string) {
      dropped.push(userId)
      wake()
    },
    async until(count: number) {
      while (dropped.length < count) await new Promise<void>((resolve) => (wake = resolve))
    },
  }
}

test('each fact about a learner drops what is kept of them, and other events drop nothing', async () => {
  const { dropped, drop, until } = dropping()
  await using bus = memoryBus()
  await using _outdating = startOutdating({ bus, drop, dropFeed: () => drop('the feed'), log: silentLog, settleMs: 60_000 })
  const facts = [
    ['sessions.session.started', 'quint.sessions.session.v1'],
    ['sessions.session.answered', 'quint.sessions.session.v1'],
    ['sessions.session.completed', 'quint.sessions.session.v1'],
    ['sessions.session.abandoned', 'quint.sessions.session.v1'],
    ['hints.hint.given', 'quint.hints.hint.v1'],
    ['identity.user.deleted', 'quint.identity.user.v1'],
    ['identity.user.registered', 'quint.identity.user.v1'],
    ['sessions.session.shared', 'quint.sessions.session.v1'],
  ] as const
  await bus.publish(
    facts.map(([type, topic]) => recordOf(type, topic, type)),
    AbortSignal.timeout(60_000),
  )
  // Each is delivered twice.
  await until(12)
  assert.deepEqual(new Set(dropped), new Set(facts.slice(0, 6).map(([type]) => type)))
})

test('what sessions may apply after us is dropped once more', async () => {
  const { dropped, drop, until } = dropping()
  await using bus = memoryBus()
  await using _outdating = startOutdating({ bus, drop, dropFeed: () => drop('the feed'), log: silentLog, settleMs: 1 })
  await bus.publish([recordOf('hints.hint.given', 'quint.hints.hint.v1', 'ada')], AbortSignal.timeout(60_000))
  await until(4)
  assert.deepEqual(dropped, ['ada', 'ada', 'ada', 'ada'])
})

test('a video that came, was decided about or went with its owner drops the feed, and nothing of a learner', async () => {
  const { dropped, drop, until } = dropping()
  await using bus = memoryBus()
  await using _outdating = startOutdating({ bus, drop, dropFeed: () => drop('the feed'), log: silentLog, settleMs: 1 })
  const facts = [
    ['content.video.published', 'quint.content.video.v1'],
    ['content.video.moderated', 'quint.content.video.v1'],
    ['content.video.watched', 'quint.content.video.v1'],
    ['content.learner.erased', 'quint.content.learner.v1'],
  ] as const
  await bus.publish(
    facts.map(([type, topic]) => recordOf(type, topic, 'ada')),
    AbortSignal.timeout(60_000),
  )
  await until(6)
  assert.deepEqual(dropped, Array(6).fill('the feed'))
})
