/** What a run tells, put in order. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { LabEvent, Operation, Run, Witness } from './lab.ts'
import { begun, type Course, heard, statesAt, wholeScene, witnessScene } from './told.ts'

const operation: Operation = {
  id: 0,
  process: 'c0',
  node: 'n0',
  f: 'read',
  key: '',
  asked: '',
  outcome: 'ok',
  answered: '[]',
  calledMs: 1,
  returnedMs: 4,
}
const started: LabEvent = { kind: 'started', virtual: true, seed: 1, nodes: ['n0', 'n1'], totalMs: 100 }
const events = (place: number, told: readonly LabEvent[], attempt = 1) => ({ kind: 'events' as const, attempt, place, events: told })
const after = (...told: Parameters<typeof heard>[1][]): Course => told.reduce(heard, begun)

test('events fill the scene, and what is told twice counts once', () => {
  const piece = events(1, [started, { kind: 'operation', operation }])
  const course = after(piece, piece, events(2, [{ kind: 'log', atMs: 2, node: 'n0', text: 'up' }]))
  assert.deepEqual([course.scene.nodes, course.scene.operations.length, course.logs.length, course.after], [['n0', 'n1'], 1, 1, '1-2'])
})

test('a later attempt begins anew, and the run itself stays', () => {
  const run = { id: 'a' } as Run
  const course = after({ kind: 'run', run }, events(4, [started, { kind: 'operation', operation }]), events(1, [started], 2))
  assert.deepEqual([course.scene.operations, course.attempt, course.after, course.run], [[], 2, '2-1', run])
})

test('a fault that ends takes the place of its beginning', () => {
  const fault = { name: 'partition', nodes: [], fromMs: 10, untilMs: 90, effects: 0 }
  const course = after(
    events(1, [
      { kind: 'fault-begun', atMs: 10, fault },
      { kind: 'fault-ended', atMs: 90, fault: { ...fault, effects: 7 } },
    ]),
  )
  assert.deepEqual(
    course.scene.faults.map(({ effects }) => effects),
    [7],
  )
})

test('two nodes that are struck at once are two faults', () => {
  const struck = (node: string): LabEvent => ({
    kind: 'fault-begun',
    atMs: 10,
    fault: { name: 'node killed', nodes: [node], fromMs: 10, untilMs: 90, effects: 1 },
  })
  assert.equal(after(events(1, [struck('n0'), struck('n1')])).scene.faults.length, 2)
})

test('the whole run reaches to the last answer, which comes when all has healed', () => {
  const last = { ...operation, id: 1, process: 'last n0 0', calledMs: 900, returnedMs: 950 }
  const course = after(events(1, [started, { kind: 'operation', operation }, { kind: 'operation', operation: last }]))
  assert.deepEqual([course.scene.totalMs, wholeScene(course).totalMs, wholeScene(after(events(1, [started]))).totalMs], [100, 950, 100])
})

test('the smallest run that goes wrong is a scene of its own, as long as what is in it', () => {
  const witness: Witness = { nodes: ['n0'], seconds: 1, clients: 1, blamed: [0], operations: [operation], messages: [], faults: [], states: [] }
  const verdict: LabEvent = { kind: 'verdict', result: 'fail', anomaly: 'lost', explanation: 'x', seed: 1, witness }
  const scene = witnessScene(after(events(1, [verdict])))
  assert.deepEqual([scene?.totalMs, scene?.blamed.has(0)], [4, true])
  assert.equal(witnessScene(after(events(1, [{ ...verdict, witness: null }]))), undefined)
})

test('a node’s state at a time is the last one before it', () => {
  const states = [
    { atMs: 1, node: 'n0', view: 'a' },
    { atMs: 5, node: 'n0', view: 'b' },
    { atMs: 9, node: 'n1', view: 'c' },
  ]
  assert.deepEqual([...statesAt(states, 5)], [['n0', 'b']])
  assert.deepEqual([...statesAt(states, 0)], [])
})

test('a run that is gone is over', () => {
  assert.deepEqual([after({ kind: 'gone' }).gone, after({ kind: 'end' }).over], [true, true])
})
