/** Sessions through its real contract: its own server, a real Postgres, a hints service that can fail. */

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Element } from '@quint/proto/gen/quint/coach/v1/coach.ts'
import { SessionStatus } from '@quint/proto/gen/quint/sessions/v1/sessions.ts'
import { eventually } from '@quint/runtime/eventually.ts'
import { Failure } from '@quint/runtime/failure.ts'
import { uuidv7 } from '@quint/runtime/uuid.ts'
import { abandonIdleSessions } from './idle.ts'
import { algorithm, answerAll, answerTo, begin, failure, house } from './testing.ts'

test('a session goes from the first prompt to the last word', async () => {
  await using place = await house()
  const { options, userId } = await place.learner()
  const { session, prompt } = await place.call.startSession({ algorithm }, options)
  assert.equal(session?.status, SessionStatus.IN_PROGRESS)
  assert.ok(prompt?.text.includes('Two Sum'))
  const sessionId = session?.id ?? ''
  for (let index = 0; index < 12; index += 1) {
    const reply = await place.call.respondToPrompt(answerTo(sessionId, index), options)
    assert.equal(reply.session?.promptsCompleted, index + 1)
    assert.equal(reply.prompt?.index, index < 11 ? index + 1 : undefined)
    assert.deepEqual(
      reply.findings.map((found) => found.code),
      ['few_questions'],
    )
  }
  const prepared = await place.call.prepareHint({ sessionId }, options)
  assert.equal(prepared.answers.length, 12)
  const done = await place.call.completeSession({ sessionId, finalResponse: 'What if it is empty?' }, options)
  assert.equal(done.session?.status, SessionStatus.COMPLETED)
  assert.equal(done.change?.added[0]?.kind, 'question')
  const whole = await place.call.getSession({ sessionId }, options)
  assert.equal(whole.prompts.length, 12)
  assert.equal(whole.responses[3]?.responseText, 'Answer 3 with [1, 2]')
  assert.equal(whole.session?.timeSpentSeconds, 120)
  assert.equal(whole.finalResponse, 'What if it is empty?')
  assert.equal(whole.findings.length, 1)
  const types = ['started', 'answered', 'completed'].map((fact) => `sessions.session.${fact}`)
  for (const type of types) {
    const published = await place.bus.seen((record) => record.headers.ce_type === type)
    assert.equal(published.key, sessionId)
    assert.equal((JSON.parse(published.value) as { userId: string }).userId, userId)
    assert.doesNotMatch(published.value, /Answer|Two Sum/)
  }
})

test('an answer out of order is refused, one given again replaces the first, and after the hint none is taken', async () => {
  await using place = await house()
  const { options } = await place.learner()
  const sessionId = await begin(place, options)
  await assert.rejects(place.call.respondToPrompt(answerTo(sessionId, 1), options), failure('conflict'))
  await place.call.respondToPrompt(answerTo(sessionId, 0, 'one two three'), options)
  await place.call.respondToPrompt(answerTo(sessionId, 0, 'one'), options)
  const { session, responses } = await place.call.getSession({ sessionId }, options)
  assert.deepEqual([session?.promptsCompleted, session?.timeSpentSeconds, responses[0]?.wordCount], [1, 10, 1])
  await assert.rejects(place.call.prepareHint({ sessionId }, options), failure('conflict'))
  for (let index = 1; index < 12; index += 1) await place.call.respondToPrompt(answerTo(sessionId, index), options)
  await assert.rejects(place.call.completeSession({ sessionId, finalResponse: 'x' }, options), failure('conflict'))
  await place.call.prepareHint({ sessionId }, options)
  await assert.rejects(place.call.respondToPrompt(answerTo(sessionId, 0), options), failure('conflict'))
})

test('twenty answers to one prompt at once leave one answer and no error', async () => {
  await using place = await house()
  const { options } = await place.learner()
  const sessionId = await begin(place, options)
  await Promise.all(Array.from({ length: 20 }, (_, n) => place.call.respondToPrompt(answerTo(sessionId, 0, `word ${'again '.repeat(n)}`), options)))
  const { session, responses } = await place.call.getSession({ sessionId }, options)
  assert.equal(session?.promptsCompleted, 1)
  assert.equal(session?.timeSpentSeconds, 10)
  assert.equal(responses.length, 1)
})

test('bad text is refused with the field it is in, and odd text is kept as it is', async () => {
  await using place = await house()
  const { options } = await place.learner()
  const sessionId = await begin(place, options)
  for (const bad of ['', ' \n', 'x'.repeat(10_001), 'a\0b']) {
    await assert.rejects(place.call.respondToPrompt(answerTo(sessionId, 0, bad), options), (error) => {
      assert.ok(error instanceof Failure && error.code === 'invalid')
      assert.equal(error.detail.fields?.[0]?.path, 'responseText')
      return true
    })
  }
  const odd = '👩‍👩‍👧‍👦 مرحبا بالعالم \u202e $1 %s \\ \' " {{x}}'
  await place.call.respondToPrompt(answerTo(sessionId, 0, odd), options)
  assert.equal((await place.call.getSession({ sessionId }, options)).responses[0]?.responseText, odd)
  for (const title of ['  ', '\u200b\u3164']) await assert.rejects(place.call.startSession({ algorithm: { title } }, options), failure('invalid'))
  await assert.rejects(place.call.startSession({ algorithm: { title: 'x'.repeat(256) } }, options), failure('invalid'))
  await assert.rejects(place.call.startSession({ algorithm: { title: 'a\0' } }, options), failure('invalid'))
  await assert.rejects(place.call.startSession({ algorithm: { title: 'a', url: 'javascript:alert(1)' } }, options), failure('invalid'))
  await assert.rejects(place.call.respondToPrompt({ ...answerTo(sessionId, 0), timeSpentSeconds: -1 }, options), failure('invalid'))
})

test("another learner's session, one that is not there and an id that is none are all not found", async () => {
  await using place = await house()
  const { options } = await place.learner()
  const sessionId = await answerAll(place, options)
  const other = await place.learner()
  for (const id of [sessionId, uuidv7(), 'x', '', "'; drop table sessions; --"]) {
    const request = { sessionId: id }
    for (const attempt of [
      () => place.call.getSession(request, other.options),
      () => place.call.respondToPrompt(answerTo(id, 0), other.options),
      () => place.call.prepareHint(request, other.options),
      () => place.call.completeSession({ ...request, finalResponse: 'x' }, other.options),
      () => place.call.abandonSession(request, other.options),
    ]) {
      await assert.rejects(attempt(), failure('not_found'))
    }
  }
  assert.equal((await place.call.listSessions({}, other.options)).sessions.length, 0)
})

test('a call without a learner is refused', async () => {
  await using place = await house()
  await assert.rejects(place.call.startSession({ algorithm }), failure('unauthenticated'))
  await assert.rejects(place.call.startSession({ algorithm }, { learnerToken: 'forged' }), failure('unauthenticated'))
})

test('while hints is away answers are stored all the same, and a last word is not taken', async () => {
  await using place = await house()
  const { options } = await place.learner()
  const sessionId = await begin(place, options)
  place.fake.working = false
  const reply = await place.call.respondToPrompt(answerTo(sessionId, 0), options)
  assert.deepEqual([reply.session?.promptsCompleted, reply.findings], [1, []])
  for (let index = 1; index < 12; index += 1) await place.call.respondToPrompt(answerTo(sessionId, index), options)
  await place.call.prepareHint({ sessionId }, options)
  await assert.rejects(place.call.completeSession({ sessionId, finalResponse: 'mine' }, options), failure('unavailable'))
  assert.equal((await place.call.getSession({ sessionId }, options)).session?.status, SessionStatus.IN_PROGRESS)
  place.fake.working = true
  await place.call.completeSession({ sessionId, finalResponse: 'mine' }, options)
})

test('the same last word twice is answered twice the same, another one is refused', async () => {
  await using place = await house()
  const { options } = await place.learner()
  const sessionId = await answerAll(place, options)
  await place.call.prepareHint({ sessionId }, options)
  const all = await Promise.all(Array.from({ length: 5 }, () => place.call.completeSession({ sessionId, finalResponse: 'mine' }, options)))
  for (const reply of all) assert.deepEqual(reply.change, all[0]?.change)
  await assert.rejects(place.call.completeSession({ sessionId, finalResponse: 'other' }, options), failure('conflict'))
  await assert.rejects(place.call.abandonSession({ sessionId }, options), failure('conflict'))
  const facts = place.bus.published.filter((record) => record.headers.ce_type === 'sessions.session.completed')
  assert.ok(facts.length <= 1)
})

test('a session is abandoned by its learner, or after a day without an answer', async () => {
  await using place = await house()
  const { options, userId } = await place.learner()
  const first = await begin(place, options)
  for (let time = 0; time < 2; time += 1) {
    assert.equal((await place.call.abandonSession({ sessionId: first }, options)).session?.status, SessionStatus.ABANDONED)
  }
  await assert.rejects(place.call.respondToPrompt(answerTo(first, 0), options), failure('conflict'))
  const idle = await begin(place, options)
  const busy = await begin(place, options)
  await place.db.database.asLearner(userId, (tx) => tx.query("update sessions set touched_at = now() - interval '25 hours' where id = $1", [idle]))
  assert.equal(await abandonIdleSessions(place.db.database, 24), 1)
  assert.equal((await place.call.getSession({ sessionId: idle }, options)).session?.status, SessionStatus.ABANDONED)
  assert.equal((await place.call.getSession({ sessionId: busy }, options)).session?.status, SessionStatus.IN_PROGRESS)
  const fact = await place.bus.seen((record) => record.key === idle && record.headers.ce_type === 'sessions.session.abandoned')
  assert.equal((JSON.parse(fact.value) as { reason: string }).reason, 'idle')
})

test('history is paged without gap or repeat, and filtered', async () => {
  await using place = await house()
  const { options } = await place.learner()
  const made: string[] = []
  for (let n = 0; n < 7; n += 1) {
    const { session } = await place.call.startSession(
      { algorithm: { ...algorithm, title: n % 2 === 0 ? `100% even ${n}` : `odd_${n}`, site: n < 3 ? 'leetcode' : 'other' } },
      options,
    )
    made.unshift(session?.id ?? '')
  }
  const seen: string[] = []
  for (let cursor = ''; ; ) {
    const page = await place.call.listSessions({ limit: 3, cursor }, options)
    seen.push(...page.sessions.map((session) => session.id))
    cursor = page.nextCursor
    if (cursor === '') break
  }
  assert.deepEqual(seen, made)
  assert.equal((await place.call.listSessions({ query: '100% E' }, options)).sessions.length, 4)
  assert.equal((await place.call.listSessions({ query: '%' }, options)).sessions.length, 4)
  assert.equal((await place.call.listSessions({ query: '_' }, options)).sessions.length, 3)
  assert.equal((await place.call.listSessions({ site: 'leetcode' }, options)).sessions.length, 3)
  assert.equal((await place.call.listSessions({ status: SessionStatus.COMPLETED }, options)).sessions.length, 0)
  const cursorOf = (time: string) => ({ cursor: Buffer.from(`${time} ${uuidv7()}`).toString('base64url') })
  const badCursors = [{ cursor: 'zzz' }, cursorOf('2026-99-99 00:00:00+00'), cursorOf('-1'), cursorOf('9'.repeat(17))]
  for (const bad of [...badCursors, { limit: 101 }, { limit: -1 }, { query: 'a\0' }, { site: 'a\0' }, { query: 'x'.repeat(256) }]) {
    await assert.rejects(place.call.listSessions(bad, options), failure('invalid'))
  }
  assert.equal((await place.call.listSessions(cursorOf('9'.repeat(16)), options)).sessions.length, 7)
})

test('the overview counts completed sessions, elements, change and the streak of the learner’s zone', async () => {
  await using place = await house()
  const { options } = await place.learner()
  const empty = await place.call.getDashboard({}, options)
  assert.deepEqual([empty.completedSessions, empty.weakestElement, empty.streak?.current, empty.streak?.freezesLeft], [0, Element.UNSPECIFIED, 0, 2])
  for (let n = 0; n < 2; n += 1) {
    const sessionId = await answerAll(place, options)
    await place.call.prepareHint({ sessionId }, options)
    await place.call.completeSession({ sessionId, finalResponse: 'mine' }, options)
  }
  const full = await place.call.getDashboard({}, options)
  assert.deepEqual([full.completedSessions, full.streak?.current, full.streak?.activeToday, full.streak?.timeZone], [2, 1, true, 'Pacific/Auckland'])
  assert.deepEqual(
    full.elements.map((element) => [element.sessions, element.averageWords]),
    Array(4).fill([2, 5]),
  )
  assert.deepEqual(full.quintessence, { sessions: 2, averageAdditions: 1, trend: [1, 1] })
  assert.equal(full.weakestElement, Element.EARTH)
  assert.equal(full.commonestFinding, 'few_questions')
})

test('an erased learner leaves nothing behind and cannot write with a token that still lives', async () => {
  await using place = await house()
  const { options, userId } = await place.learner()
  const sessionId = await answerAll(place, options)
  const kept = await place.learner()
  const keptId = await begin(place, kept.options)
  const gone = (id: string) => ({
    topic: 'quint.identity.user.v1',
    key: userId,
    value: JSON.stringify({ userId }),
    headers: { ce_specversion: '1.0', ce_id: id, ce_type: 'identity.user.deleted', ce_time: '2026-01-01T00:00:00Z' },
  })
  const poison = { ...gone(uuidv7()), value: '{"userId":"not a uuid"}' }
  await place.bus.publish([poison, gone(uuidv7())], AbortSignal.timeout(5000))
  await eventually(async () => {
    const refused = await place.call.startSession({ algorithm }, options).catch((error: unknown) => error)
    return refused instanceof Failure && refused.code === 'unauthenticated'
  })
  await assert.rejects(place.call.getSession({ sessionId }, options), failure('not_found'))
  const exported = JSON.parse((await place.call.exportLearner({}, options)).json) as { sessions: unknown[]; responses: unknown[] }
  assert.deepEqual([exported.sessions, exported.responses], [[], []])
  assert.equal((await place.call.getSession({ sessionId: keptId }, kept.options)).session?.id, keptId)
})

test('a hint that was given raises the tier, once or twice delivered', async () => {
  await using place = await house()
  const { options, userId } = await place.learner()
  const sessionId = await begin(place, options)
  const hint = {
    topic: 'quint.hints.hint.v1',
    key: uuidv7(),
    value: JSON.stringify({ hintId: uuidv7(), sessionId, userId, tier: 2 }),
    headers: { ce_specversion: '1.0', ce_id: uuidv7(), ce_type: 'hints.hint.given', ce_time: '2026-01-01T00:00:00Z' },
  }
  await place.bus.publish([hint], AbortSignal.timeout(5000))
  await eventually(async () => (await place.call.getSession({ sessionId }, options)).session?.highestTier === 2)
})

test('what a learner holds is exported whole', async () => {
  await using place = await house()
  const { options } = await place.learner()
  await answerAll(place, options)
  const exported = JSON.parse((await place.call.exportLearner({}, options)).json) as { sessions: unknown[]; responses: { response_text: string }[] }
  assert.equal(exported.sessions.length, 1)
  assert.equal(exported.responses[11]?.response_text, 'Answer 11 with [1, 2]')
  const pieces = await Array.fromAsync(place.call.streamExport({}, options))
  assert.deepEqual(JSON.parse(Buffer.concat(pieces.map(({ json }) => json)).toString()), exported)
})

test('someone without an account tries three prompts, and nothing is stored', async () => {
  await using place = await house()
  const first = await place.call.tryPrompts({ algorithm, answers: [] })
  assert.equal(first.prompt?.index, 0)
  const second = await place.call.tryPrompts({ algorithm, answers: [answerTo('', 0)] })
  assert.deepEqual([second.prompt?.index, second.findings.length], [3, 1])
  const last = await place.call.tryPrompts({ algorithm, answers: [0, 3, 6].map((index) => answerTo('', index)) })
  assert.equal(last.prompt, undefined)
  await assert.rejects(place.call.tryPrompts({ algorithm, answers: [answerTo('', 3)] }), failure('conflict'))
  await assert.rejects(place.call.tryPrompts({ algorithm, answers: [0, 3, 6, 9].map((index) => answerTo('', index)) }), failure('conflict'))
  const { elements, source } = await place.call.listElements({})
  assert.deepEqual(
    elements.map((element) => element.prompts.length),
    [3, 3, 3, 3, 0],
  )
  assert.match(source, /Burger/)
})

test('the judge and the problem’s name there are read from its address when they are not given', async () => {
  await using place = await house()
  const { options } = await place.learner()
  const placed = async (url: string) => {
    const { session } = await place.call.startSession({ algorithm: { title: 'T', url } }, options)
    return [session?.site, session?.slug]
  }
  assert.deepEqual(await placed('https://leetcode.com/problems/two-sum/description/?envType=x'), ['leetcode', 'two-sum'])
  assert.deepEqual(await placed('https://www.hackerrank.com/challenges/sock-merchant/problem'), ['hackerrank', 'sock-merchant'])
  assert.deepEqual(await placed('https://leetcode.com.evil.example/problems/two-sum/'), ['other', ''])
  assert.deepEqual(await placed(''), ['other', ''])
})
