/** Imports through the contract: once each, bounded, their code kept but never told of. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { failure, house } from '../testing.ts'

const submission = (submissionId: string, rest: object = {}) => ({
  submissionId,
  slug: 'two-sum',
  title: 'Two Sum',
  language: 'python3',
  acceptedAt: '2026-03-14T09:26:53Z',
  code: 'def f(periwinkle): return 1',
  ...rest,
})

test('submissions are brought along once, however often and whoever else has the same', async () => {
  await using place = await house()
  const [ada, grace] = [await place.learner(), await place.learner()]
  const request = { site: 'leetcode', submissions: [submission('1'), submission('2'), submission('2', { title: 'again' })] }
  assert.deepEqual(await place.call.importSubmissions(request, ada.options), { imported: 2, known: 0 })
  const more = { ...request, submissions: [submission('2'), submission('3')] }
  assert.deepEqual(await place.call.importSubmissions(more, ada.options), { imported: 1, known: 1 })
  assert.deepEqual(await place.call.importSubmissions(request, grace.options), { imported: 2, known: 0 })
  assert.deepEqual(await place.call.importSubmissions({ ...request, site: 'hackerrank' }, grace.options), { imported: 2, known: 0 })
  const { submissions } = await place.call.listImports({}, ada.options)
  assert.deepEqual(submissions.map(({ submissionId }) => submissionId).sort(), ['1', '2', '3'])
  assert.deepEqual([submissions[0]?.codeBytes, submissions[0]?.code], [27, ''])
})

test('an import at the same time as itself is made once', async () => {
  await using place = await house()
  const { options } = await place.learner()
  const request = { site: 'leetcode', submissions: Array.from({ length: 100 }, (_, n) => submission(String(n))) }
  const replies = await Promise.all(Array.from({ length: 5 }, () => place.call.importSubmissions(request, options)))
  assert.equal(
    replies.reduce((sum, { imported }) => sum + imported, 0),
    100,
  )
})

test('each import is told once, by ids, site, problem and language, without title or code', async () => {
  await using place = await house()
  const { options, userId } = await place.learner()
  await place.call.importSubmissions({ site: 'leetcode', submissions: [submission('1')] }, options)
  await place.call.importSubmissions({ site: 'leetcode', submissions: [submission('1')] }, options)
  const { key, value, topic } = await place.bus.seen((record) => record.headers.ce_type === 'sessions.submission.imported')
  assert.equal(topic, 'quint.sessions.submission.v1')
  assert.deepEqual(JSON.parse(value), {
    importId: key,
    userId,
    site: 'leetcode',
    slug: 'two-sum',
    language: 'python3',
    acceptedAt: '2026-03-14T09:26:53.000Z',
  })
  await place.call.importSubmissions({ site: 'leetcode', submissions: [submission('2', { slug: 'three-sum' })] }, options)
  await place.bus.seen(({ value: later }) => later.includes('three-sum'))
  assert.equal(place.bus.published.filter((record) => record.headers.ce_type === 'sessions.submission.imported').length, 2)
})

test('imports are listed by page, newest accepted first, and by site', async () => {
  await using place = await house()
  const { options } = await place.learner()
  const at = (day: number) => `2026-03-${String(day).padStart(2, '0')}T00:00:00Z`
  const leetcode = [5, 1, 3, 2, 4].map((day) => submission(`l${day}`, { acceptedAt: at(day) }))
  await place.call.importSubmissions({ site: 'leetcode', submissions: leetcode }, options)
  await place.call.importSubmissions({ site: 'hackerrank', submissions: [submission('h6', { acceptedAt: at(6) })] }, options)
  const seen: string[] = []
  for (let cursor = ''; ; ) {
    const page = await place.call.listImports({ limit: 2, cursor }, options)
    seen.push(...page.submissions.map(({ submissionId }) => submissionId))
    cursor = page.nextCursor
    if (cursor === '') break
  }
  assert.deepEqual(seen, ['h6', 'l5', 'l4', 'l3', 'l2', 'l1'])
  assert.equal((await place.call.listImports({ site: 'hackerrank' }, options)).submissions.length, 1)
  const other = await place.learner()
  assert.deepEqual((await place.call.listImports({}, other.options)).submissions, [])
})

test('what does not fit is refused whole, and says which one it is', async () => {
  await using place = await house()
  const { options } = await place.learner()
  const bad = [
    { submissionId: '' },
    { submissionId: 'x'.repeat(65) },
    { slug: 'two sum' },
    { slug: '../etc' },
    { language: 'my own words' },
    { title: ' ' },
    { acceptedAt: 'yesterday' },
    { acceptedAt: '1999-01-01T00:00:00Z' },
    { acceptedAt: '2999-01-01T00:00:00Z' },
    { acceptedAt: '2026-13-45T00:00:00Z' },
    { code: 'x'.repeat(64 * 1024 + 1) },
    { code: 'ä'.repeat(32 * 1024 + 1) },
    { code: 'a\0' },
    { tags: Array.from({ length: 31 }, () => 'a') },
  ]
  for (const wrong of bad) {
    const submissions = [submission('1'), submission('2', wrong)]
    await assert.rejects(
      place.call.importSubmissions({ site: 'leetcode', submissions }, options),
      (error: Error & { detail?: { fields?: { path: string }[] } }) => {
        assert.ok(failure('invalid')(error), JSON.stringify(wrong))
        assert.match(error.detail?.fields?.[0]?.path ?? '', /^submissions\.1\./)
        return true
      },
    )
  }
  await assert.rejects(place.call.importSubmissions({ site: 'leetcode', submissions: [] }, options), failure('invalid'))
  await assert.rejects(place.call.importSubmissions({ site: 'elsewhere', submissions: [submission('1')] }, options), failure('invalid'))
  const many = Array.from({ length: 101 }, (_, n) => submission(String(n)))
  await assert.rejects(place.call.importSubmissions({ site: 'leetcode', submissions: many }, options), failure('invalid'))
  assert.deepEqual((await place.call.listImports({}, options)).submissions, [])
})
