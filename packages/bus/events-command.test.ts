/** The operator's command as it is run: looks without changing, replays a range at a rate, and says what is wrong with its arguments. */
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { test } from 'node:test'
import { testDatabase } from '@quint/db/testing.ts'
import { uuidv7 } from '@quint/runtime/uuid.ts'
import { openBus } from './open.ts'
import { deadLetterTopic, replayAuditTopic, replayTopic } from './topics.ts'

const soon = (): AbortSignal => AbortSignal.timeout(30_000)

async function house() {
  const owned = new AsyncDisposableStack()
  const db = owned.use(await testDatabase('bus', []))
  const bus = owned.use(await openBus(db.urls.ownerUrl))
  await bus.publish(
    [1, 2, 3].map((day) => ({
      topic: deadLetterTopic('g'),
      key: 'k',
      value: '{}',
      headers: {
        ce_id: uuidv7(),
        ce_type: 'test.thing.happened',
        'quint-original-topic': 'quint.test.thing.v1',
        'quint-original-partition': '0',
        'quint-original-offset': String(day),
        'quint-group': 'g',
        'quint-error': '23503',
        'quint-last-failed-at': `2026-01-0${day}T12:00:00.000Z`,
      },
    })),
    soon(),
  )
  const run = async (...args: readonly string[]) => {
    const command = ['--no-warnings', path.join(import.meta.dirname, 'events-command.ts'), ...args]
    const child = spawn(process.execPath, command, { env: { PATH: process.env.PATH, BUS_URL: db.urls.ownerUrl }, stdio: ['ignore', 'pipe', 'pipe'] })
    const [output, complaints] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')])
    return { code: child.exitCode, complaints, lines: output.split('\n').filter((line) => line !== '' && !line.startsWith('{')) }
  }
  const count = async (topic: string) => (await Array.fromAsync(bus.read(topic, soon()))).length
  return { run, count, [Symbol.asyncDispose]: () => owned.disposeAsync() }
}

test('a dry run shows what a replay would take, and takes nothing', async () => {
  await using place = await house()
  const { code, lines } = await place.run('replay', '--from', '2026-01-02T00:00:00Z', '--dry-run')
  assert.equal(code, 0)
  assert.equal(lines.at(-1), '2 dead letters')
  assert.match(lines[0] ?? '', /^g\.\d\.1 .*test\.thing\.happened .*quint\.test\.thing\.v1\/0\/2: 23503/)
  assert.deepEqual([await place.count(replayTopic('g')), await place.count(replayAuditTopic)], [0, 0])
})

test('a range is replayed with a line of audit each, then one letter by its name, and no letter twice', async () => {
  await using place = await house()
  const range = await place.run('replay', '--group', 'g', '--to', '2026-01-03T00:00:00Z', '--rate', '1000')
  assert.equal(range.lines.at(-1), '2 dead letters replayed')
  const { lines } = await place.run('list')
  assert.equal(lines.at(-1), '1 dead letters')
  const id = lines[0]?.split(' ')[0] ?? ''
  assert.equal((await place.run('replay', '--id', id)).lines.at(-1), '1 dead letters replayed')
  const again = await place.run('replay', '--id', id)
  assert.equal(again.code, 1)
  assert.match(again.complaints, /no such dead letter/)
  assert.deepEqual([await place.count(replayTopic('g')), await place.count(replayAuditTopic)], [3, 3])
})

test('arguments that make no sense are refused with the usage', async () => {
  await using place = await house()
  for (const args of [[], ['delete'], ['replay', '--rate', '0'], ['list', '--from', 'yesterday'], ['replay', '--everything']]) {
    const { code, complaints } = await place.run(...args)
    assert.equal(code, 1, args.join(' '))
    assert.match(complaints, /npm run events -- replay|Unknown option/, args.join(' '))
  }
})
