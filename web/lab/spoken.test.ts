import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Language } from './lab.ts'
import { runningHere, spoken } from './spoken.ts'

const beside = { placesNodes: false, placedRuns: [] }
const all: readonly Language[] = spoken.maelstrom
const reports = (sandbox: string, ...available: readonly string[]) =>
  all.filter((one) => one !== 'rust').map((language) => ({ language, available: available.includes(language), sandbox }))

test('beside the runner, what is reported is offered; without bubblewrap the page says what that leaves', () => {
  const whole = runningHere({ lesson: beside, transport: 'maelstrom', reports: reports('bubblewrap', 'javascript', 'python', 'go') })
  assert.deepEqual([all.filter(whole.runs), whole.words], [['javascript', 'python', 'go', 'rust'], ''])
  const less = runningHere({ lesson: beside, transport: 'maelstrom', reports: reports('v8', 'javascript', 'python') })
  assert.deepEqual(all.filter(less.runs), ['javascript', 'python'])
  assert.match(less.words, /other languages need bubblewrap/)
  assert.match(runningHere({ lesson: beside, transport: 'grpc', reports: reports('v8') }).words, /over gRPC do not run/)
  assert.equal(runningHere({ lesson: beside, transport: 'grpc', reports: undefined }).words, '')
})

test('on machines of their own, nodes are written in what these run, and the page says so', () => {
  const lesson = { placesNodes: true, placedRuns: ['javascript', 'python'] }
  const lines = runningHere({ lesson, transport: 'maelstrom', reports: reports('bubblewrap', 'go') })
  assert.deepEqual(all.filter(lines.runs), ['javascript', 'python'])
  assert.equal(lines.words, 'Here, each node has a machine of its own, which runs JavaScript and Python.')
  assert.match(runningHere({ lesson, transport: 'grpc', reports: undefined }).words, /where nodes over gRPC do not run/)
  const grpc = runningHere({ lesson: { ...lesson, placedRuns: ['python', 'go', 'rust', 'grpc'] }, transport: 'grpc', reports: undefined })
  assert.equal(grpc.words, 'Here, each node has a machine of its own, which runs Python and Go.')
  assert.equal(runningHere({ lesson, transport: 'simulation', reports: reports('v8', 'javascript') }).words, '')
})
