import assert from 'node:assert/strict'
import { test } from 'node:test'
import { askOf, draftAsk, resumeAsk, writingAsk } from './asks.ts'
import { read } from './wire.ts'

const about = { interview_id: 'i', timestamp: '2026-11-21T10:00:00Z' }

test('the state of an interview comes with its problem, its draft and its time', () => {
  const told = read({
    type: 'state',
    seq: 1,
    ...about,
    stage: 'coding',
    remaining_ms: 5,
    duration_minutes: 30,
    draft: { code: 'x', language: 'go' },
    problem: { id: 'p', title: 'P', statement: 'S' },
  })
  assert.equal(told?.kind, 'state')
  assert.equal(told?.kind === 'state' && told.interview.remainingMs, 5)
  assert.equal(told?.kind === 'state' && told.interview.draft.language, 'go')
})

test('what is kept becomes an entry: words, runs, feedback, stages', () => {
  const said = read({ type: 'said', seq: 2000, ...about, kind: 'run', content: '', code: 'c', language: 'go', submission_id: 's', request_id: 'r' })
  assert.deepEqual(said, {
    kind: 'entry',
    entry: { aboutSeq: 0, submissionId: 's', seq: 2000, kind: 'run', text: '', code: 'c', language: 'go', requestId: 'r', at: about.timestamp },
  })
  const result = read({
    type: 'run_result',
    seq: 3000,
    ...about,
    about_seq: 2000,
    submission_id: 's',
    result: { status: 'ok', tests_total: 3, tests: [{ time_ms: 1 }] },
  })
  assert.equal(result?.kind === 'entry' && result.entry.run?.testsTotal, 3)
  assert.equal(result?.kind === 'entry' && result.entry.run?.tests[0]?.timeMs, 1)
  const analysed = read({
    type: 'code_analysis',
    seq: 4000,
    ...about,
    about_seq: 2000,
    analysis: { score: 7, technical_claims: [{ references: [{ submission_id: 's' }] }] },
  })
  assert.equal(analysed?.kind === 'entry' && analysed.entry.analysis?.technicalClaims[0]?.references[0]?.submissionId, 's')
  const stage = read({ type: 'stage', seq: 5000, ...about, stage: 'feedback' })
  assert.equal(stage?.kind === 'entry' && stage.entry.stage, 'feedback')
})

test('a summary has its band; where there was nothing to judge there is none', () => {
  const data = { band: 'hire', rubric: [], next_steps: [{ code: 'a', text: 'b', references: [] }] }
  const told = read({ type: 'session_summary', seq: 9000, ...about, summary: 'Good.', session_data: data })
  assert.equal(told?.kind === 'entry' && told.entry.summary?.text, 'Good.')
  assert.equal(told?.kind === 'entry' && told.entry.summary?.nextSteps.length, 1)
  const nothing = read({ type: 'session_summary', seq: 9000, ...about, summary: 'Over.', session_data: { band: '' } })
  assert.equal(nothing?.kind === 'entry' && nothing.entry.summary, undefined)
  assert.equal(nothing?.kind === 'entry' && nothing.entry.text, 'Over.')
})

test('what is only for the moment is no entry, however it is numbered', () => {
  assert.equal(read({ type: 'system', seq: 1, timestamp: '', message: 'Welcome!' }), undefined)
  assert.equal(read({ type: 'pong', seq: 2000 }), undefined)
  assert.equal(read({ type: 'something_new', seq: 3000 }), undefined)
  assert.equal(read({ type: 'cursor', seq: 3001, ...about, line: 3 }), undefined)
  assert.deepEqual(read({ type: 'cursor', seq: 3001, ...about, code: 'c', language: 'go' }), { kind: 'draft', draft: { code: 'c', language: 'go' } })
  assert.deepEqual(read({ type: 'draft_kept', seq: 3001, ...about, request_id: 'r' }), { kind: 'kept', requestId: 'r' })
  assert.deepEqual(read({ type: 'ai_delta', seq: 3001, ...about, about_seq: 2000, from: 4, text: 'So' }), {
    kind: 'delta',
    aboutSeq: 2000,
    from: 4,
    text: 'So',
  })
  assert.deepEqual(read({ type: 'error', seq: 3001, code: 'invalid', message: 'No.', in_reply_to: 'run' }), {
    kind: 'trouble',
    code: 'invalid',
    message: 'No.',
    about: 'run',
  })
})

test('each thing that is sent has the fields of its type, and its name', () => {
  assert.deepEqual(askOf('i', { requestId: 'r', kind: 'message', text: 'hello' }), {
    type: 'message',
    interview_id: 'i',
    request_id: 'r',
    content: 'hello',
  })
  assert.deepEqual(askOf('i', { requestId: 'r', kind: 'run', code: 'c', language: 'go', stdin: '' }), {
    type: 'run',
    interview_id: 'i',
    request_id: 'r',
    code: 'c',
    language: 'go',
    stdin: '',
  })
  assert.equal('stdin' in askOf('i', { requestId: 'r', kind: 'run', code: 'c', language: 'go' }), false)
  assert.deepEqual(askOf('i', { requestId: 'r', kind: 'code_submission', code: 'c', language: 'go' }).code, 'c')
  assert.deepEqual(askOf('i', { requestId: 'r', kind: 'end_session' }).content, {})
  assert.deepEqual(resumeAsk('i', 3000), { type: 'resume', interview_id: 'i', last_seq: 3000 })
  assert.deepEqual(writingAsk('i'), { type: 'cursor', interview_id: 'i' })
  assert.deepEqual(draftAsk('i', 'r', { code: 'c', language: 'go' }), {
    type: 'cursor',
    interview_id: 'i',
    request_id: 'r',
    code: 'c',
    language: 'go',
  })
})
