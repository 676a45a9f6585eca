/** What a program is run against: the problem's tests, the learner's own input, or for what is handed in the input that they last tried. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Interview } from '@quint/proto/gen/quint/hints/v1/interviewer.ts'
import { InterviewEntry } from '@quint/proto/gen/quint/sessions/v1/interview.ts'
import { runRequest } from './run-request.ts'

const entry = (kind: string, stdin = '') => InterviewEntry.fromPartial({ kind, language: 'java', code: 'c', stdin })
const tried = [
  { submitted: false, stdin: '1 2' },
  { submitted: false, stdin: '3 4' },
  { submitted: false, stdin: '' },
  { submitted: true, stdin: '' },
]

test('of a problem of the bank, a run sees the examples and what is handed in all tests', () => {
  const interview = Interview.fromPartial({ problem: { problemId: 'pair-to-target' }, submissions: tried })
  const asked = ['run', 'code_submission'].map((kind) => runRequest(entry(kind), interview))
  assert.deepEqual(
    asked.map(({ given, examplesOnly }) => [given, examplesOnly]),
    [true, false].map((examplesOnly) => [{ $case: 'problemId', value: 'pair-to-target' }, examplesOnly]),
  )
  assert.deepEqual(runRequest(entry('run', '9'), interview).given, { $case: 'stdin', value: '9' })
})

test('a program for a problem of one’s own is handed in with the input that was tried last', () => {
  const interview = Interview.fromPartial({ submissions: tried })
  assert.deepEqual(runRequest(entry('code_submission'), interview).given, { $case: 'stdin', value: '3 4' })
  assert.deepEqual(runRequest(entry('run'), interview).given, { $case: 'stdin', value: '' })
  assert.deepEqual(runRequest(entry('code_submission'), undefined).given, { $case: 'stdin', value: '' })
})
