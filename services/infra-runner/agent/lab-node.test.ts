/** The task of a node's seat: what it is told and says, in order and in few messages; nothing outlives its line. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { eventually } from '@quint/runtime/eventually.ts'
import type { Launcher } from '../lab/process/launcher.ts'
import type { Hearing } from '../lab/process/node-process.ts'
import { labNodeTask } from './lab-node.ts'
import { type NodeSaid, type NodeTold, together } from './lab-node-messages.ts'

const opening: NodeTold = { kind: 'open', program: { language: 'go', source: 'package main', style: 'maelstrom' }, bubblewrap: '' }

/** A node that does nothing by itself. */
function seat() {
  const closing = new AbortController()
  const said: NodeSaid[] = []
  const done: string[] = []
  const hearings: Hearing[] = []
  let tell: (told: unknown) => void = () => undefined
  const launcher: Launcher = {
    sandbox: 'bubblewrap',
    start(id, hearing) {
      const gone = Promise.withResolvers<void>()
      hearings.push(hearing)
      done.push(`start ${id}`)
      return {
        gone: gone.promise,
        send: (line) => void done.push(line),
        kill() {
          done.push('kill')
          gone.resolve()
        },
        pause: () => void done.push('pause'),
        resume: () => void done.push('resume'),
        demand: () => ({ usedMs: 70_000, withheldMs: 90_000 }),
        inspect: async () => ({ role: 'leader' }),
      }
    },
    async [Symbol.asyncDispose]() {
      done.push('removed')
    },
  }
  const over = labNodeTask(async () => launcher)({
    hear(each) {
      tell = each
    },
    say: (message) => void said.push(message as NodeSaid),
    closed: closing.signal,
  })
  over.catch(() => undefined)
  const heard = (kind: NodeSaid['kind']): Promise<unknown> => eventually(() => said.find((one) => one.kind === kind))
  return { tell: (told: unknown) => tell(told), close: () => closing.abort(), over, said, done, hearings, heard }
}

test('a node is built, started, told lines, paused, asked, and started anew; its end comes after all it said', async () => {
  const at = seat()
  at.tell(opening)
  await at.heard('opened')
  at.tell({ kind: 'start', life: 0, id: 'n0' })
  for (const told of [
    { kind: 'lines', life: 0, lines: ['a', 'b'] },
    { kind: 'pause', life: 0 },
    { kind: 'resume', life: 0 },
  ])
    at.tell(told)
  at.tell({ kind: 'inspect', life: 0, ask: 1 })
  at.tell({ kind: 'beat', beat: 4 })
  at.hearings[0]?.lines(['x'])
  at.hearings[0]?.lines(['y', 'z'])
  at.hearings[0]?.log('one ')
  at.hearings[0]?.log('two')
  at.hearings[0]?.ended('ended by itself with 3')
  await at.heard('inspected')
  at.tell({ kind: 'kill', life: 0 })
  await at.heard('gone')
  at.tell({ kind: 'start', life: 1, id: 'n0' })
  // For a life that is gone: nobody hears it.
  at.tell({ kind: 'lines', life: 0, lines: ['late'] })
  assert.deepEqual(at.done, ['start n0', 'a', 'b', 'pause', 'resume', 'kill', 'start n0'])
  assert.deepEqual(at.said.filter(({ kind }) => kind !== 'inspected').slice(0, 7), [
    { kind: 'opened', sandbox: 'bubblewrap' },
    { kind: 'started', life: 0 },
    { kind: 'beaten', beat: 4, usedMs: 70_000, withheldMs: 90_000 },
    { kind: 'lines', life: 0, lines: ['x', 'y', 'z'] },
    { kind: 'log', life: 0, text: 'one two' },
    { kind: 'ended', life: 0, why: 'ended by itself with 3' },
    { kind: 'gone', life: 0 },
  ])
  assert.deepEqual(
    at.said.find(({ kind }) => kind === 'inspected'),
    { kind: 'inspected', ask: 1, view: { role: 'leader' } },
  )
  at.close()
  await at.over
  assert.deepEqual(at.done.slice(-2), ['kill', 'removed'])
})

for (const [what, messages, words] of [
  ['something that it does not know', [{ kind: 'sing' }], /does not know/],
  ['to start nothing', [{ kind: 'start', life: 0, id: 'n0' }], /nothing to start/],
  ['two programs', [opening, opening], /has a program/],
] as const) {
  test(`a seat that is told ${what} ends, and says why`, async () => {
    const at = seat()
    for (const message of messages) at.tell(message)
    await assert.rejects(at.over, words)
  })
}

test('what is said in one turn goes together as far as it fits, and in its order', async () => {
  const told: NodeSaid[] = []
  const out = together<NodeSaid>((message) => told.push(message))
  const long = 'x'.repeat(200_000)
  const lines = ['a', 'b']
  out.push({ kind: 'lines', life: 0, lines })
  out.push({ kind: 'lines', life: 0, lines: ['c'] })
  out.push({ kind: 'lines', life: 1, lines: ['d'] })
  out.push({ kind: 'lines', life: 1, lines: [long] })
  out.push({ kind: 'lines', life: 1, lines: [long] })
  assert.equal(told.length, 0)
  await eventually(() => told.length > 0)
  assert.deepEqual(
    told.map((one) => (one.kind === 'lines' ? one.lines.map((line) => line.slice(0, 1)) : one.kind)),
    [['a', 'b', 'c'], ['d', 'x'], ['x']],
  )
  assert.deepEqual(lines, ['a', 'b'])
})
