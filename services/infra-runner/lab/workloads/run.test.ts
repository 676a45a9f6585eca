/** What ends a run before its end: too much to be simulated is nobody's fault, sending without end is; a trace holds no more than is told of it. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { start as echoStart } from '../nodes/echo.ts'
import type { Start } from '../virtual/node.ts'
import { openTrace } from '../virtual/trace.ts'
import { run } from './run.ts'
import { echo } from './spread.ts'

const usual = { seed: 1, clients: 3, durationMs: 20_000, faults: [] }

test('a run for which there is no more time ends as unknown, and says what to ask for instead', () => {
  let looks = 0
  const { verdict, operations } = run(echo, echoStart, { ...usual, expired: () => ++looks > 2 })
  assert.ok(verdict.kind === 'unknown')
  assert.match(verdict.reason, /ask for fewer nodes, fewer seconds or a lower rate/)
  assert.ok(operations.length > 100)
})

test('answers that are more than is kept end a run in the same way', () => {
  const long = 'x'.repeat(1024 * 1024)
  const telling: Start = () => ({
    onTimer: () => undefined,
    onMessage: () => undefined,
    onClient: ({ body, reply }) => reply({ type: 'echo_ok', echo: body.echo, long }),
  })
  assert.equal(run(echo, telling, usual).verdict.kind, 'unknown')
})

test('nodes that send each other messages without end are a flood, long before all that a run may hold', () => {
  const again: Start = (env) => ({
    onTimer: () => undefined,
    onMessage: (from, body) => env.send(from, body),
    onClient({ body, reply }) {
      for (const id of env.ids) for (let copies = 0; copies < 200; copies += 1) env.send(id, { type: 'x' })
      reply({ type: 'echo_ok', echo: body.echo })
    },
  })
  let looks = 0
  const { verdict } = run(echo, again, { ...usual, latencyMs: 1, expired: () => ++looks > 2_000 })
  assert.deepEqual(verdict.kind === 'invalid' && verdict.anomalies[0].name, 'flood')
})

test('a trace keeps the first messages whole, and states of all of the time', () => {
  const trace = openTrace({ messages: 50, stateCharacters: 20_000 })
  const telling: Start = (env) => {
    let asked = 0
    return {
      onMessage: () => undefined,
      onTimer: () => undefined,
      onClient({ body, reply }) {
        asked += 1
        env.send(env.ids[0] ?? '', { type: 'x' })
        reply({ type: 'echo_ok', echo: body.echo })
      },
      inspect: () => ({ asked, padding: '-'.repeat(100) }),
    }
  }
  const { verdict, simulatedMs } = run(echo, telling, { ...usual, trace })
  assert.equal(verdict.kind, 'valid')
  const counted = (kind: string): number => trace.moments.filter((moment) => moment.kind === kind).length
  assert.deepEqual([counted('send'), counted('receive')], [50, 50])
  assert.ok(trace.states.reduce((sum, { text }) => sum + text.length, 0) <= 20_000)
  const late = trace.states.filter(({ at }) => at > simulatedMs / 2).length
  assert.ok(late > trace.states.length / 5, `${late} of ${trace.states.length}`)
})
