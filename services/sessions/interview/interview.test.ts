/** Interviews through the service's own calls: what is kept, what is owed, who does it, how it ends. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { fromRecord } from '@quint/bus/event.ts'
import { Cue, InterviewStage, Persona, Speaker, Summary } from '@quint/proto/gen/quint/hints/v1/interviewer.ts'
import { Outcome } from '@quint/proto/gen/quint/runner/v1/runner.ts'
import { InterviewStatus, InterviewTask, StartInterviewRequest } from '@quint/proto/gen/quint/sessions/v1/interview.ts'
import { uuidv7 } from '@quint/runtime/uuid.ts'
import { failure, house } from '../testing.ts'
import { abandonIdle } from './duty-store.ts'
import { kinds, ran, reply, review, talk } from './testing.ts'

const place = await house()
after(() => place[Symbol.asyncDispose]())

const { call } = place
const code = 'def pair(a): return 1'
const summary = {
  $case: 'summary' as const,
  value: Summary.fromPartial({ text: 'Well done in parts.', band: 'BAND_HIRE', skillsSeen: ['own_examples', 'Not A Skill'] }),
}

async function learner() {
  const { userId, options } = await place.learner()
  return { userId, options, ...talk(place, options) }
}

test('an interview goes from its problem to its summary, and everything of it is kept in order', async () => {
  const { options, tell, pay, toCoding } = await learner()
  const id = await toCoding()
  await tell(id, { kind: 'run', code, language: 'python' })
  const afterRun = await pay(id, ran(Outcome.WRONG_ANSWER))
  assert.deepEqual(
    afterRun.duties.map(({ kind }) => kind),
    ['reply'],
  )
  assert.equal((await pay(id, reply(''))).claim.cue, Cue.RUN)
  await tell(id, { kind: 'code_submission', code, language: 'python' })
  await pay(id, ran())
  assert.equal((await pay(id, review)).interview.score, 7)
  await tell(id, { kind: 'end_session' })
  const end = await pay(id, summary)
  const expected = `stage ai_response explanation stage ai_response run run_result code_submission stage run_result code_analysis
    end_session stage session_summary`
  assert.deepEqual(kinds(end), expected.split(/\s+/))
  assert.deepEqual(
    end.entries.map(({ seq }) => seq),
    end.entries.map((_, index) => index + 1),
  )
  assert.deepEqual([end.interview.status, end.interview.stage, end.duties.length], [InterviewStatus.COMPLETED, InterviewStage.SUMMARY, 0])
  const { interview, entries } = await call.getInterview({ interviewId: id }, options)
  assert.deepEqual([entries.length, interview?.draft, interview?.task?.statement], [14, code, 'Find two that add up.'])
})

test('what is said out of its stage is refused with what comes instead, and nothing is kept of it', async () => {
  const { begin, tell, read, pay, toCoding } = await learner()
  const { interview } = await begin({})
  for (const kind of ['explanation', 'message']) await assert.rejects(tell(interview.id, { kind, text: 'x' }), /Describe the problem first/)
  await assert.rejects(tell(interview.id, { kind: 'run', code, language: 'python' }), failure('conflict'))
  await tell(interview.id, { kind: 'problem_description', text: '# Two that add up\nGiven numbers …' })
  await assert.rejects(tell(interview.id, { kind: 'problem_description', text: 'Another' }), /Explain your approach first/)
  await assert.rejects(tell(interview.id, { kind: 'code_submission', code, language: 'python' }), /Explain your approach first/)
  const after = await read(interview.id)
  assert.deepEqual([kinds(after), after.interview.task?.title], [['problem_description', 'stage'], 'Two that add up'])
  const id = await toCoding()
  await assert.rejects(tell(id, { kind: 'explanation', text: 'x' }), /You are writing code now/)
  await tell(id, { kind: 'end_session' })
  await assert.rejects(tell(id, { kind: 'message', text: 'x' }), /This interview is over/)
  await pay(id, summary)
  assert.deepEqual(kinds(await tell(id, { kind: 'end_session', afterSeq: 8 })), [])
})

test('empty, malformed and oversized words and programs are refused', async () => {
  const { tell, toCoding } = await learner()
  const id = await toCoding()
  const program = (given: object) => tell(id, { kind: 'code_submission', code, language: 'python', ...given })
  await assert.rejects(program({ code: ' \n' }), /Please write some code first!/)
  await assert.rejects(program({ code: 'x'.repeat(65_537) }), /64 KiB/)
  await assert.rejects(program({ code: 'a\0b' }), /NUL/)
  await assert.rejects(program({ language: 'cobol' }), /language must be one of/)
  await assert.rejects(tell(id, { kind: 'message', text: ' ' }), /Please write something first!/)
  await assert.rejects(tell(id, { kind: 'message', text: 'x'.repeat(10_001) }), failure('invalid'))
  await assert.rejects(tell(id, { kind: 'ai_response', text: 'x' }), failure('invalid'))
  for (const given of [{ language: 'cobol' }, { durationMinutes: 4 }, { durationMinutes: 181 }])
    await assert.rejects(
      call.startInterview(StartInterviewRequest.fromPartial({ language: 'python', ...given }), (await place.learner()).options),
      failure('invalid'),
    )
})

test('the same message told again adds nothing, also when two tell it at once', async () => {
  const { tell, read, toCoding } = await learner()
  const id = await toCoding()
  const requestId = uuidv7()
  await Promise.all([1, 2, 3].map(() => tell(id, { kind: 'message', text: 'Is it sorted?', requestId })))
  assert.equal(kinds(await read(id)).filter((kind) => kind === 'message').length, 1)
})

test('one at a time does what is owed: others wait, and go on from what was said when it is let go of', async () => {
  const { options, tell, read, toCoding } = await learner()
  const id = await toCoding()
  const { duties } = await tell(id, { kind: 'message', text: 'Is it sorted?' })
  const seq = duties[0]?.seq ?? 0
  const claims = await Promise.all(['a', 'b', 'c'].map((driver) => call.claimDuty({ interviewId: id, seq, driver }, options)))
  assert.equal(claims.filter(({ granted }) => granted).length, 1)
  assert.ok(claims.every(({ granted, heldMs }) => granted || heldMs > 0))
  const driver = ['a', 'b', 'c'][claims.findIndex(({ granted }) => granted)] ?? ''
  const hold = (given: object) => call.holdDuty({ interviewId: id, seq, driver, said: '', release: false, ...given }, options)
  assert.equal((await hold({ driver: 'somebody' })).held, false)
  assert.equal((await hold({ said: 'It is' })).held, true)
  assert.equal((await read(id)).duties[0]?.said, 'It is')
  await hold({ release: true })
  const next = await call.claimDuty({ interviewId: id, seq, driver: 'd' }, options)
  assert.deepEqual([next.granted, next.duty?.said], [true, 'It is'])
  const late = call.payDuty({ interviewId: id, seq, driver, afterSeq: 0, with: reply('Too late') }, options)
  await assert.rejects(late, failure('conflict'))
  await call.payDuty({ interviewId: id, seq, driver: 'd', afterSeq: 0, with: reply('It is not.') }, options)
  assert.equal((await call.claimDuty({ interviewId: id, seq, driver: 'e' }, options)).granted, false)
})

test('who falls silent is replaced', async () => {
  const { userId, options, tell, toCoding } = await learner()
  const id = await toCoding()
  const { duties } = await tell(id, { kind: 'message', text: 'Is it sorted?' })
  const seq = duties[0]?.seq ?? 0
  await call.claimDuty({ interviewId: id, seq, driver: 'dead' }, options)
  await asLearner(userId, "update interview_duties set held_until = now() - interval '1 ms' where interview_id = $1", [id])
  assert.equal((await call.claimDuty({ interviewId: id, seq, driver: 'alive' }, options)).granted, true)
})

test('what was said meanwhile is answered together, and a program waits for nobody', async () => {
  const { options, tell, pay, toCoding } = await learner()
  const id = await toCoding()
  const first = await tell(id, { kind: 'message', text: 'One' })
  await call.claimDuty({ interviewId: id, seq: first.duties[0]?.seq ?? 0, driver: 'slow' }, options)
  await tell(id, { kind: 'message', text: 'Two' })
  await tell(id, { kind: 'message', text: 'Three' })
  const { duties } = await tell(id, { kind: 'run', code, language: 'python' })
  assert.deepEqual(
    duties.map(({ kind, waits }) => [kind, waits]),
    [
      ['reply', false],
      ['reply', true],
      ['run', false],
    ],
  )
  await call.payDuty({ interviewId: id, seq: duties[0]?.seq ?? 0, driver: 'slow', afterSeq: 0, with: reply('To one.') }, options)
  const { claim } = await pay(id, reply('To two and three.'))
  assert.deepEqual(
    claim.interview?.transcript.slice(-3).map(({ text }) => text),
    ['To one.', 'Two', 'Three'],
  )
})

test('the interviewer is told everything, learners nothing of its notes', async () => {
  const { options, tell, pay, read, toCoding } = await learner()
  const id = await toCoding()
  await tell(id, { kind: 'code_submission', code, language: 'python' })
  await pay(id, ran(Outcome.WRONG_ANSWER))
  const { claim } = await pay(id, review)
  const { transcript = [], submissions = [], problem } = claim.interview ?? {}
  assert.deepEqual(
    transcript.map(({ speaker, text, questionCode, notes }) => [speaker, text, questionCode, notes]),
    [
      [Speaker.INTERVIEWER, 'Where would you begin?', 'open', ''],
      [Speaker.CANDIDATE, 'A map of what I have seen.', '', ''],
      [Speaker.INTERVIEWER, 'Go on.', '', 'knows maps'],
    ],
  )
  assert.deepEqual([submissions[0]?.outcome, submissions[0]?.submitted, problem?.problemId], ['wrong_answer', true, 'pair-with-sum'])
  assert.doesNotMatch(JSON.stringify([await read(id), await call.getInterview({ interviewId: id }, options)]), /knows maps/)
})

test('time that is up ends it for everybody, once', async () => {
  const { userId, tell, read, pay, toCoding } = await learner()
  const id = await toCoding()
  await asLearner(userId, "update interviews set ends_at = now() - interval '1 s' where id = $1", [id])
  await assert.rejects(tell(id, { kind: 'message', text: 'One more thing' }), /Time is up/)
  const [one] = await Promise.all([read(id), read(id)])
  assert.deepEqual(kinds(one).slice(-2), ['system', 'stage'])
  assert.equal(kinds(await read(id)).filter((kind) => kind === 'system').length, 1)
  assert.equal((await pay(id, summary)).interview.status, InterviewStatus.COMPLETED)
})

test('one that nobody comes back to is abandoned and owes nothing, and one that still goes on is left alone', async () => {
  const { userId, begin, read } = await learner()
  const [gone, here] = [(await begin()).interview.id, (await begin()).interview.id]
  await asLearner(userId, "update interviews set ends_at = now() - interval '25 hours' where id = $1", [gone])
  await place.db.database.asService((tx) => abandonIdle(tx, { hours: 24, most: 100 }))
  const [left, going] = [await read(gone), await read(here)]
  assert.deepEqual([left.interview.status, left.duties.length], [InterviewStatus.ABANDONED, 0])
  assert.deepEqual([going.interview.status, going.duties.length], [InterviewStatus.IN_PROGRESS, 1])
})

test('a silence is broken after the patience of the persona, three times and no more', async () => {
  const { userId, begin, pay, read } = await learner()
  const { interview } = await begin({ task: InterviewTask.fromPartial({ problemId: 'p', title: 'P', statement: 'S' }), persona: Persona.DEMANDING })
  const { id } = interview
  await pay(id, reply('Where would you begin?'))
  const { silenceMs, duties } = await read(id)
  assert.ok(silenceMs > 0 && silenceMs <= 60_000)
  assert.deepEqual(duties, [])
  const silent = (seconds: number) =>
    asLearner(userId, 'update interviews set active_at = now() - make_interval(secs => $2) where id = $1', [id, seconds])
  await silent(59)
  assert.equal((await read(id)).duties.length, 0)
  for (let n = 1; n <= 3; n += 1) {
    await silent(61)
    // Two pages notice it at once.
    const [one] = await Promise.all([read(id), read(id)])
    assert.deepEqual([one.duties.length, one.silenceMs], [1, 0])
    const { claim } = await pay(id, reply(`Silence ${n}`))
    assert.equal(claim.cue, Cue.SILENCE)
  }
  await silent(3600)
  const { duties: none, silenceMs: left } = await read(id)
  assert.deepEqual([none, left], [[], 0])
})

test('whoever writes, runs a program, waits for an answer or reads feedback is not silent', async () => {
  const { userId, options, tell, pay, read, toCoding } = await learner()
  const id = await toCoding()
  const silent = () => asLearner(userId, "update interviews set active_at = now() - interval '1 hour' where id = $1", [id])
  const draft = (given: object) => call.keepDraft({ interviewId: id, language: 'python', code: 'a', unchanged: false, ...given }, options)
  await silent()
  await draft({})
  assert.equal((await read(id)).duties.length, 0)
  await silent()
  await draft({ code: '', unchanged: true })
  assert.deepEqual([(await read(id)).duties.length, (await read(id)).interview.draft], [0, 'a'])
  await silent()
  assert.equal((await read(id)).duties.length, 1)
  // They begin to write before the interviewer says anything.
  await draft({ code: 'ab' })
  assert.equal((await read(id)).duties.length, 0)
  await tell(id, { kind: 'run', code, language: 'python' })
  await silent()
  assert.deepEqual(
    (await read(id)).duties.map(({ kind }) => kind),
    ['run'],
  )
  await pay(id, ran())
  await pay(id, reply('It runs.'))
  await tell(id, { kind: 'code_submission', code, language: 'python' })
  await pay(id, ran())
  await pay(id, review)
  await silent()
  const { duties, silenceMs } = await read(id)
  assert.deepEqual([duties, silenceMs], [[], 0])
})

test('an interview without a problem has nothing to judge', async () => {
  const { begin, tell } = await learner()
  const { interview } = await begin({})
  const end = await tell(interview.id, { kind: 'end_session' })
  assert.deepEqual([end.interview.status, kinds(end), end.duties], [InterviewStatus.ABANDONED, ['end_session', 'stage', 'session_summary'], []])
})

test('the summary is owed until it is there, and comes when all else is done', async () => {
  const { options, tell, toCoding } = await learner()
  const id = await toCoding()
  await tell(id, { kind: 'run', code, language: 'python' })
  const { duties } = await tell(id, { kind: 'end_session' })
  const seq = duties.find(({ kind }) => kind === 'summary')?.seq ?? 0
  assert.equal((await call.claimDuty({ interviewId: id, seq, driver: 'd' }, options)).granted, false)
  const run = duties.find(({ kind }) => kind === 'run')?.seq ?? 0
  await call.claimDuty({ interviewId: id, seq: run, driver: 'd' }, options)
  await call.payDuty({ interviewId: id, seq: run, driver: 'd', afterSeq: 0, with: { $case: 'failure', value: 'No runner.' } }, options)
  assert.equal((await call.claimDuty({ interviewId: id, seq, driver: 'd' }, options)).granted, true)
  const failing = call.payDuty({ interviewId: id, seq, driver: 'd', afterSeq: 0, with: { $case: 'failure', value: 'no' } }, options)
  await assert.rejects(failing, failure('invalid'))
})

test('nobody reads, tells or does anything in an interview of another', async () => {
  const mine = await learner()
  const theirs = await learner()
  const id = await mine.toCoding()
  for (const attempt of [
    () => theirs.read(id),
    () => theirs.tell(id, { kind: 'message', text: 'x' }),
    () => call.claimDuty({ interviewId: id, seq: 1, driver: 'd' }, theirs.options),
    () => call.holdDuty({ interviewId: id, seq: 1, driver: 'd', said: 'x', release: false }, theirs.options),
    () => call.payDuty({ interviewId: id, seq: 1, driver: 'd', afterSeq: 0, with: reply('x') }, theirs.options),
    () => call.keepDraft({ interviewId: id, language: 'python', code: 'x', unchanged: false }, theirs.options),
    () => call.getInterview({ interviewId: id }, theirs.options),
    () => call.getInterview({ interviewId: "'; drop table interviews; --" }, theirs.options),
  ])
    await assert.rejects(attempt, failure('not_found'))
  const { interviews } = await call.listInterviews({ status: InterviewStatus.UNSPECIFIED, problemId: '', limit: 0, cursor: '' }, theirs.options)
  assert.deepEqual(interviews, [])
})

test('lists go page by page, and the figures count them', async () => {
  const { options, begin, tell } = await learner()
  const ids: string[] = []
  for (let n = 0; n < 3; n += 1) ids.unshift((await begin({})).interview.id)
  await tell(ids[0] ?? '', { kind: 'end_session' })
  const page = (cursor: string) => call.listInterviews({ status: InterviewStatus.UNSPECIFIED, problemId: '', limit: 2, cursor }, options)
  const first = await page('')
  const second = await page(first.nextCursor)
  assert.deepEqual(
    [...first.interviews, ...second.interviews].map(({ id }) => id),
    ids,
  )
  assert.equal(second.nextCursor, '')
  const { inProgress, abandoned } = await call.getInterviewStats({}, options)
  assert.deepEqual([inProgress, abandoned], [2, 1])
})

test('a draft is kept as it was last, and now and then for the replay', async () => {
  const { options, toCoding, read } = await learner()
  const interviewId = await toCoding()
  for (const text of ['a', 'ab', 'abc']) await call.keepDraft({ interviewId, language: 'go', code: text, unchanged: false }, options)
  const { interview } = await read(interviewId)
  assert.deepEqual([interview.draft, interview.draftLanguage], ['abc', 'go'])
  const { snapshots } = await call.getInterview({ interviewId }, options)
  assert.deepEqual(
    snapshots.map(({ code: kept }) => kept),
    ['a'],
  )
})

test('what others hear are ids and names of skills, and what is exported is everything but the notes', async () => {
  const { userId, options, tell, pay, toCoding } = await learner()
  const heard: { readonly type: string; readonly data: unknown }[] = []
  const { promise: completed, resolve } = Promise.withResolvers<void>()
  await using _reading = place.bus.subscribe({
    group: `test-${userId}`,
    topics: ['quint.sessions.interview.v1'],
    async each(delivery) {
      const event = fromRecord(delivery)
      if (!JSON.stringify(event.data).includes(userId)) return
      heard.push(event)
      if (event.type === 'sessions.interview.completed') resolve()
    },
  })
  const id = await toCoding()
  await tell(id, { kind: 'end_session' })
  await pay(id, summary)
  await completed
  assert.deepEqual(heard.find(({ type }) => type === 'sessions.interview.completed')?.data, {
    interviewId: id,
    userId,
    problem: 'pair-with-sum',
    band: 'hire',
    skills: ['own_examples'],
    topics: ['arrays'],
  })
  const exported = JSON.parse((await call.exportLearner({}, options)).json) as Record<string, readonly unknown[]>
  assert.deepEqual([exported.interviews?.length, exported.interviewEntries?.length], [1, 8])
  assert.doesNotMatch(JSON.stringify(exported), /knows maps/)
})

function asLearner(userId: string, sql: string, values: readonly unknown[]): Promise<unknown> {
  return place.db.database.asLearner(userId, (tx) => tx.query(sql, values))
}
