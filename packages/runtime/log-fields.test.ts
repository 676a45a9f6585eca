/** What a log line may say: only allowed fields, only values of their shape, never a learner's words or a secret. */
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import { array, assert as check, constantFrom, emailAddress, oneof, property, record, string, tuple, uuid } from 'fast-check'
import { createLog, type Log } from './log.ts'
import { allowedFields, type FieldName, logFields, masked, shaped } from './log-fields.ts'

function written(say: (log: Log) => void): string {
  const lines: string[] = []
  say(createLog('test', 'debug', (line) => lines.push(line)))
  return lines.join('')
}

const names = Object.keys(logFields) as FieldName[]
const token = 'eyJhbGciOiJFUzI1NiIsImtpZCI6IjEifQ.eyJzdWIiOiJhZGEifQ.c2lnbmF0dXJlLW9mLXRoZS10b2tlbg'

test('a field that is not on the list is not written, whatever it holds', () => {
  const fields = { email: 'ada@example.org', answer: 'two loops', password: 'x', Authorization: token, __proto__: { key: 'y' }, count: 1 }
  const line = written((log) => log.info('said', fields as never))
  assert.deepEqual(Object.keys(JSON.parse(line) as object).toSorted(), ['count', 'level', 'message', 'service', 'time'])
})

test('an e-mail, a token, an answer or code is masked in every field', () => {
  const secrets = [
    'ada@example.org',
    'ada.lovelace+quint@mail.example.org',
    token,
    `Bearer ${token}`,
    randomBytes(32).toString('base64url'),
    'I compare every pair, such as [3, 9] with 12.',
    'for (const a of nums) for (const b of nums) if (a + b === target) return [a, b]',
    'def two_sum(nums, target):\n    return []',
    'postgres://hints:secret@127.0.0.1:5432/quint',
    'https://quint.example/reset?token=abcdef',
    'two words',
  ]
  for (const secret of secrets)
    for (const name of names) {
      const line = written((log) => log.info('said', { [name]: secret } as never))
      assert.ok(!line.includes(JSON.stringify(secret).slice(1, -1)), `${name} shows ${secret}`)
      assert.ok(line.includes(masked), name)
    }
})

test('no e-mail, token or sentence that can be made up passes as a value', () => {
  const sentence = tuple(string({ minLength: 1 }), string({ minLength: 1 })).map(([a, b]) => `${a} ${b}`)
  const secret = oneof(
    emailAddress(),
    sentence,
    array(uuid(), { minLength: 2, maxLength: 3 }).map((ids) => ids.join('@')),
  )
  check(property(constantFrom(...names), secret, (name, value) => shaped(logFields[name], value) === masked))
})

test('a secret drawn at random is masked, in every alphabet that ours are written in', () => {
  for (let n = 0; n < 500; n += 1)
    for (const alphabet of ['base64url', 'base64'] as const) {
      const secret = randomBytes(32).toString(alphabet)
      for (const name of ['code', 'reason', 'name', 'url', 'route', 'requestId'] as const)
        assert.equal(shaped(logFields[name], secret), masked, secret)
    }
})

test('what operators need is written as it is', () => {
  const fields = {
    requestId: '01a1fd5a-fbde-7b65-ad84-de83c52ee58e',
    route: '/api/session/01a1fd5a-fbde-7b65-ad84-de83c52ee58e/events',
    rpc: '/quint.hints.v1.HintsService/StreamHint',
    topic: 'quint.hints.hint.v1',
    type: 'hints.hint.given',
    code: '57P01',
    error: 'PostgresError',
    causes: 'ECONNREFUSED/TimeoutError',
    model: 'claude-sonnet-4-5',
    url: 'http://localhost:8080',
    address: '127.0.0.1:50051',
    attempt: 3,
    retried: true,
  } as const
  assert.deepEqual(allowedFields(fields), fields)
})

test('an error is told by type, code, causes and places; its message and what hangs on it are not', () => {
  const cause = Object.assign(new Error('duplicate key (email)=(ada@example.org)'), { code: '23505', detail: 'Key (email)=(ada@example.org)' })
  const error = new TypeError('bad answer: two loops\n    at ada@example.org (/secret/place.ts:1:1)', { cause })
  const line = written((log) => log.error('it broke', error, { count: 1 }))
  assert.doesNotMatch(line, /ada@|two loops|secret/)
  const told = JSON.parse(line) as { error: string; causes: string; stack: string }
  assert.deepEqual([told.error, told.causes], ['TypeError', '23505'])
  assert.match(told.stack, /log-fields\.test\.ts:\d+:\d+/)
})

test('what is thrown may be anything at all', () => {
  for (const thrown of ['ada@example.org', 424_242, null, undefined, { email: 'ada@example.org' }, Object.create(null)])
    assert.doesNotMatch(
      written((log) => log.error('it broke', thrown)),
      /ada@|424242/,
    )
  const named = Object.assign(new Error('x'), { name: 'ada@example.org', code: 'ada@example.org' })
  assert.doesNotMatch(
    written((log) => log.error('it broke', named)),
    /ada@/,
  )
})

test('fields of a child pass the same list, and each of its lines carries them', () => {
  const line = written((log) =>
    log.child({ logger: 'security', email: 'ada@example.org' } as never).warn('a sign-in failed', { code: 'sign_in_failed' }),
  )
  const { logger, code, service } = JSON.parse(line) as Readonly<Record<string, string>>
  assert.deepEqual([service, logger, code], ['test', 'security', 'sign_in_failed'])
  assert.doesNotMatch(line, /ada@/)
})

test('any value in any field leaves one line of JSON', () => {
  const fields = record(Object.fromEntries(names.map((name) => [name, string()])))
  check(
    property(fields, (values) => {
      const line = written((log) => log.warn('said', values as never))
      return line.indexOf('\n') === line.length - 1 && typeof JSON.parse(line) === 'object'
    }),
    { numRuns: 50 },
  )
})
