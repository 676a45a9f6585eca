/** The stream of security events: a line and a count for each, and no flood of lines. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Failure } from '@quint/runtime/failure.ts'
import { createLog } from '@quint/runtime/log.ts'
import { isSuspect, type SecurityEvents, securityEvents } from './security.ts'

interface Line {
  readonly logger: string
  readonly code: string
  readonly level: string
  readonly count?: number
  readonly userId?: string
}

function stream() {
  const lines: Line[] = []
  let now = 0
  const log = createLog('gateway', 'info', (line) => lines.push(JSON.parse(line) as Line))
  const tell: SecurityEvents = securityEvents(log, () => now)
  return {
    lines,
    tell,
    pass: (ms: number) => {
      now += ms
    },
  }
}

test('an event is a warning of the logger "security" with its code and opaque ids', () => {
  const { lines, tell } = stream()
  const userId = '01a1fd5a-f844-760d-b214-f94861dc2341'
  tell('token_reused', { userId })
  assert.deepEqual(
    lines.map(({ logger, code, level, userId }) => ({ logger, code, level, userId })),
    [{ logger: 'security', code: 'token_reused', level: 'warn', userId }],
  )
})

test('an attack writes a bounded number of lines a second, says how many were left out, and hides no event of another kind', () => {
  const { lines, tell, pass } = stream()
  for (let n = 0; n < 1000; n += 1) tell('sign_in_failed')
  const attack = lines.length
  assert.ok(attack > 0 && attack <= 20, `${attack} lines`)
  tell('token_reused')
  assert.equal(lines.at(-1)?.code, 'token_reused')
  pass(1000)
  tell('sign_in_failed')
  assert.deepEqual([lines.at(-1)?.code, lines.at(-1)?.count], ['sign_in_failed', 1000 - attack])
})

test('a token that is forged or signed out is suspect; one that is only old, or none at all, is not', () => {
  const expired = Object.assign(new Error('"exp" claim timestamp check failed'), { code: 'ERR_JWT_EXPIRED' })
  const forged = Object.assign(new Error('signature verification failed'), { code: 'ERR_JWS_SIGNATURE_VERIFICATION_FAILED' })
  const refused = (cause?: Error): Failure => new Failure('unauthenticated', 'Sign in.', { cause })
  assert.deepEqual(
    [forged, new Error('signed out'), expired, undefined].map((cause) => isSuspect(refused(cause))),
    [true, true, false, false],
  )
  assert.equal(isSuspect(new Failure('unavailable', 'away', { cause: forged })), false)
  assert.equal(isSuspect(forged), false)
})
