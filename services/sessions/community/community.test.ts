/** Shared sessions through the contract: chosen, without names, looked after, withdrawn at once, and leading back to nobody. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { uuidv7 } from '@quint/runtime/uuid.ts'
import { begin, completed, failure, type House, house, type Options } from '../testing.ts'

const names = ['Ada Lovelace', 'Ada', 'Lovelace']
const answer = 'I am Ada and I would walk the list once. See https://ada.example or write to ada@example.org, @ada_l.'

async function withShare(place: House) {
  const ada = await place.learner()
  const grace = await place.learner()
  const sessionId = await completed(place, ada.options, { answer })
  const { sharing } = await place.call.shareSession({ sessionId, shared: true, names }, ada.options)
  return { ada, grace, sessionId, shareId: sharing?.shareId ?? '', sharing }
}

async function admin(place: House) {
  return place.learner(uuidv7(), { roles: ['learner', 'admin'] })
}

const listed = async (place: House, options: Options, request: object = {}) => (await place.call.listSharedSessions(request, options)).sessions

test('a shared session is read by others as the preview showed it: without names, addresses and accounts', async () => {
  await using place = await house()
  const ada = await place.learner()
  const sessionId = await completed(place, ada.options, { answer })
  const preview = await place.call.previewShare({ sessionId, names }, ada.options)
  assert.deepEqual([preview.verdict, preview.reasons, preview.sharing?.shared], ['allow', [], false])
  const { sharing } = await place.call.shareSession({ sessionId, shared: true, names }, ada.options)
  assert.equal(sharing?.status, 'visible')
  const grace = await place.learner()
  const { session } = await place.call.getSharedSession({ shareId: sharing?.shareId ?? '' }, grace.options)
  assert.deepEqual(session?.answers, preview.session?.answers)
  assert.equal(session?.answers.length, 12)
  assert.equal(session?.answers[0]?.text, 'I am [name] and I would walk the list once. See [link] or write to [e-mail], [handle].')
  assert.deepEqual([session?.title, session?.slug, session?.own, session?.finalResponse], ['Two Sum', 'two-sum', false, 'What if the list is empty?'])
})

test('nothing that others get leads back: no id of session or learner, another name and another id each time', async () => {
  await using place = await house()
  const { ada, grace, sessionId, shareId, sharing } = await withShare(place)
  const seen = JSON.stringify([
    await listed(place, grace.options),
    await place.call.getSharedSession({ shareId }, grace.options),
    await place.call.listModeration({}, (await admin(place)).options),
  ])
  assert.ok(seen.includes(shareId))
  for (const secret of [sessionId, ada.userId, 'Ada', 'Lovelace', 'ada_l', 'example.org']) assert.ok(!seen.includes(secret), secret)
  await place.call.shareSession({ sessionId, shared: false }, ada.options)
  const again = await place.call.shareSession({ sessionId, shared: true, names }, ada.options)
  assert.notEqual(again.sharing?.shareId, shareId)
  // The time of an id of ours is its first twelve digits; a drawn one has another version.
  assert.match(again.sharing?.shareId ?? '', /^[0-9a-f]{8}-[0-9a-f]{4}-4/)
  assert.match(sharing?.pseudonym ?? '', /^[A-Z][a-z]+ [A-Z][a-z]+ \d\d$/)
})

test('what is withdrawn is gone at once, and so is what was never shared or is nobody’s', async () => {
  await using place = await house()
  const { ada, grace, sessionId, shareId } = await withShare(place)
  await place.call.shareSession({ sessionId, shared: false }, ada.options)
  for (const id of [shareId, sessionId, uuidv7(), 'nonsense', ''])
    await assert.rejects(place.call.getSharedSession({ shareId: id }, grace.options), failure('not_found'), id)
  assert.deepEqual(await listed(place, grace.options), [])
  await place.call.shareSession({ sessionId, shared: false }, ada.options)
  const event = await place.bus.seen((record) => record.headers.ce_type === 'sessions.session.unshared')
  assert.deepEqual(JSON.parse(event.value), { sessionId, userId: ada.userId, reason: 'learner' })
})

test('only a completed session of one’s own is shared, and only with a confirmed e-mail address', async () => {
  await using place = await house()
  const ada = await place.learner()
  const begun = await begin(place, ada.options)
  await assert.rejects(place.call.shareSession({ sessionId: begun, shared: true }, ada.options), failure('conflict'))
  await assert.rejects(place.call.previewShare({ sessionId: begun }, ada.options), failure('conflict'))
  const sessionId = await completed(place, ada.options)
  const grace = await place.learner()
  for (const shared of [true, false]) await assert.rejects(place.call.shareSession({ sessionId, shared }, grace.options), failure('not_found'))
  await assert.rejects(place.call.previewShare({ sessionId }, grace.options), failure('not_found'))
  const unconfirmed = await place.learner(ada.userId, { email_verified: false })
  await assert.rejects(place.call.shareSession({ sessionId, shared: true }, unconfirmed.options), failure('forbidden'))
  await assert.rejects(place.call.previewShare({ sessionId }, unconfirmed.options), failure('forbidden'))
  // Taking back needs nothing.
  assert.equal((await place.call.shareSession({ sessionId, shared: false }, unconfirmed.options)).sharing?.shared, false)
})

test('the name that is shown is chosen or made up, and never says who it is', async () => {
  await using place = await house()
  const ada = await place.learner()
  const sessionId = await completed(place, ada.options)
  for (const displayAs of ['Ada L', 'x', '@ada', 'ada@example.org', 'visit ada.dev', 'a'.repeat(31), 'Bad <b>', 'kill yourself'])
    await assert.rejects(place.call.shareSession({ sessionId, shared: true, displayAs, names }, ada.options), failure('invalid'), displayAs)
  const { sharing } = await place.call.shareSession({ sessionId, shared: true, displayAs: '  Night   Owl ', names }, ada.options)
  assert.equal(sharing?.pseudonym, 'Night Owl')
  const again = await place.call.shareSession({ sessionId, shared: true, displayAs: 'Other', names }, ada.options)
  assert.deepEqual(again.sharing, sharing)
})

test('a text that threatens is refused with the place where it does, and nothing is stored', async () => {
  await using place = await house()
  const ada = await place.learner()
  const sessionId = await completed(place, ada.options, { finalResponse: 'Whoever set this should die. We will find you.' })
  const preview = await place.call.previewShare({ sessionId }, ada.options)
  assert.equal(preview.verdict, 'refuse')
  assert.deepEqual(
    preview.reasons.map(({ part, code }) => [part, code]),
    [['final_response', 'harassment']],
  )
  await assert.rejects(place.call.shareSession({ sessionId, shared: true }, ada.options), failure('invalid'))
  assert.equal((await place.call.previewShare({ sessionId }, ada.options)).sharing?.shared, false)
})

test('a doubtful text waits for a moderator: unseen until approved, and told of only then', async () => {
  await using place = await house()
  const [ada, grace, boss] = [await place.learner(), await place.learner(), await admin(place)]
  const code = 'def f(a):\n    for x in a:\n        print(x)\n    return a'
  const sessionId = await completed(place, ada.options, { finalResponse: code })
  const { sharing, reasons } = await place.call.shareSession({ sessionId, shared: true }, ada.options)
  assert.deepEqual([sharing?.status, reasons[0]?.code], ['review', 'solution_code'])
  const shareId = sharing?.shareId ?? ''
  await assert.rejects(place.call.getSharedSession({ shareId }, grace.options), failure('not_found'))
  const { entries } = await place.call.listModeration({}, boss.options)
  assert.deepEqual(
    entries.map(({ id, status, session }) => [id, status, session?.finalResponse]),
    [[shareId, 'review', code]],
  )
  const waiting = async () => (await place.call.countModeration({}, boss.options)).waiting
  assert.equal(await waiting(), 1)
  assert.equal((await place.call.decideModeration({ id: shareId, decision: 'approve', reason: 'the idea only' }, boss.options)).status, 'visible')
  await place.bus.seen((record) => record.headers.ce_type === 'sessions.session.shared')
  assert.equal((await place.call.getSharedSession({ shareId }, grace.options)).session?.id, shareId)
  assert.deepEqual((await place.call.listModeration({}, boss.options)).entries, [])
  assert.equal(await waiting(), 0)
  await assert.rejects(place.call.decideModeration({ id: shareId, decision: 'remove', reason: 'x' }, boss.options), failure('not_found'))
})

test('what was taken down does not come back unseen when it is withdrawn and shared again', async () => {
  await using place = await house()
  const { ada, grace, sessionId, shareId } = await withShare(place)
  const boss = await admin(place)
  await place.call.reportSharedSession({ shareId, reason: 'spam', detail: 'an advert' }, grace.options)
  const { entries } = await place.call.listModeration({}, boss.options)
  assert.deepEqual([entries[0]?.status, entries[0]?.reports], ['visible', [{ reason: 'spam', detail: 'an advert' }]])
  await place.call.decideModeration({ id: shareId, decision: 'remove', reason: 'an advert' }, boss.options)
  const event = await place.bus.seen((record) => record.headers.ce_type === 'sessions.session.unshared')
  assert.deepEqual(JSON.parse(event.value), { sessionId, userId: ada.userId, reason: 'moderator' })
  await assert.rejects(place.call.getSharedSession({ shareId }, grace.options), failure('not_found'))
  assert.equal((await place.call.previewShare({ sessionId }, ada.options)).sharing?.status, 'removed')
  await place.call.shareSession({ sessionId, shared: false }, ada.options)
  assert.equal((await place.call.shareSession({ sessionId, shared: true, names }, ada.options)).sharing?.status, 'review')
})

test('a session that was taken down is appealed once, read again as others would read it, and stands when the moderator agrees', async () => {
  await using place = await house()
  const { ada, grace, sessionId, shareId } = await withShare(place)
  const boss = await admin(place)
  const { call } = place
  const appeal = (words: string, options = ada.options) => call.appealShare({ sessionId, appeal: words, names }, options)
  const decide = async (decision: string, reason: string) => {
    await call.decideModeration({ id: shareId, decision, reason }, boss.options)
  }
  await assert.rejects(appeal('Nothing was decided yet.'), failure('conflict'))
  await call.reportSharedSession({ shareId, reason: 'spam', detail: '' }, grace.options)
  await decide('remove', 'an advert')
  const removed = (await call.previewShare({ sessionId }, ada.options)).sharing
  assert.deepEqual([removed?.status, removed?.reason, removed?.appealed], ['removed', 'an advert', false])
  await assert.rejects(appeal('Not mine.', grace.options), failure('not_found'))
  await assert.rejects(appeal(''), failure('invalid'))
  const { sharing } = await appeal('It is the name of a book.')
  assert.deepEqual([sharing?.status, sharing?.reason, sharing?.appealed], ['review', '', true])
  await assert.rejects(appeal('Once more.'), failure('conflict'))
  await assert.rejects(call.getSharedSession({ shareId }, grace.options), failure('not_found'))
  const [entry] = (await call.listModeration({}, boss.options)).entries
  assert.deepEqual([entry?.status, entry?.appeal], ['review', 'It is the name of a book.'])
  assert.ok((entry?.session?.answers.length ?? 0) > 0)
  assert.ok(!JSON.stringify(entry).includes('Lovelace'))
  await decide('approve', 'so it is')
  assert.equal((await call.getSharedSession({ shareId }, grace.options)).session?.id, shareId)
  await place.bus.seen((record) => record.headers.ce_type === 'sessions.session.shared')
  const again = (await call.previewShare({ sessionId }, ada.options)).sharing
  assert.deepEqual([again?.status, again?.reason, again?.appealed], ['visible', '', false])
})

test('three reports of three learners hide a session until somebody has looked; one learner counts once', async () => {
  await using place = await house()
  const { ada, grace, sessionId, shareId } = await withShare(place)
  await assert.rejects(place.call.reportSharedSession({ shareId, reason: 'spam' }, ada.options), failure('not_found'))
  for (let again = 0; again < 4; again += 1) await place.call.reportSharedSession({ shareId, reason: 'spam' }, grace.options)
  assert.equal((await listed(place, grace.options)).length, 1)
  for (const reporter of [await place.learner(), await place.learner()])
    await place.call.reportSharedSession({ shareId, reason: 'other' }, reporter.options)
  assert.equal((await listed(place, grace.options)).length, 0)
  const event = await place.bus.seen((record) => record.headers.ce_type === 'sessions.session.unshared')
  assert.deepEqual(JSON.parse(event.value), { sessionId, userId: ada.userId, reason: 'reports' })
  await assert.rejects(place.call.reportSharedSession({ shareId, reason: 'dislike' }, grace.options), failure('invalid'))
  await assert.rejects(place.call.reportSharedSession({ shareId, reason: 'spam', detail: 'x'.repeat(1001) }, grace.options), failure('invalid'))
  await assert.rejects(place.call.reportSharedSession({ shareId: 'x', reason: 'spam' }, grace.options), failure('not_found'))
})

test('only administrators see and decide what waits', async () => {
  await using place = await house()
  const { grace, shareId } = await withShare(place)
  await assert.rejects(place.call.listModeration({}, grace.options), failure('forbidden'))
  await assert.rejects(place.call.countModeration({}, grace.options), failure('forbidden'))
  await assert.rejects(place.call.decideModeration({ id: shareId, decision: 'remove', reason: 'x' }, grace.options), failure('forbidden'))
  const boss = await admin(place)
  for (const bad of [{ decision: 'burn' }, { reason: ' ' }, { reason: 'x'.repeat(501) }])
    await assert.rejects(place.call.decideModeration({ id: shareId, decision: 'remove', reason: 'x', ...bad }, boss.options), failure('invalid'))
})

test('shared sessions are listed by page, newest first, and by title, site and difficulty', async () => {
  await using place = await house()
  const ada = await place.learner()
  const ids: string[] = []
  for (let n = 0; n < 3; n += 1) {
    const sessionId = await completed(place, ada.options)
    const { sharing } = await place.call.shareSession({ sessionId, shared: true }, ada.options)
    ids.unshift(sharing?.shareId ?? '')
  }
  const seen: string[] = []
  for (let cursor = ''; ; ) {
    const page = await place.call.listSharedSessions({ limit: 1, cursor }, ada.options)
    seen.push(...page.sessions.map(({ id }) => id))
    cursor = page.nextCursor
    if (cursor === '') break
  }
  assert.deepEqual(seen, ids)
  const [first] = await listed(place, ada.options)
  assert.deepEqual([first?.own, first?.answers, first?.finalResponse, first?.words], [true, [], '', 60])
  assert.equal((await listed(place, ada.options, { query: 'wo su', site: 'leetcode' })).length, 3)
  assert.equal((await listed(place, ada.options, { query: '%' })).length, 0)
  assert.equal((await listed(place, ada.options, { difficulty: 'hard' })).length, 0)
  await assert.rejects(place.call.listSharedSessions({ limit: 101 }, ada.options), failure('invalid'))
  await assert.rejects(place.call.listSharedSessions({ cursor: 'x' }, ada.options), failure('invalid'))
})
