import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { test } from 'node:test'
import { readIssuers } from './issuer.ts'

const jwks = {
  kind: 'jwks',
  name: 'Clerk',
  issuer: 'https://clerk.example.com',
  jwksUrl: 'https://clerk.example.com/.well-known/jwks.json',
  audience: 'quint',
}
const shared = { kind: 'secret', name: 'App', issuer: 'https://app.example.com', audience: 'quint', secret: 's'.repeat(32) }

test('issuers are read from JSON and from a file, with defaults for claims', () => {
  assert.deepEqual(readIssuers(''), [])
  const read = readIssuers(JSON.stringify([jwks, shared]))
  assert.partialDeepStrictEqual(read[0], {
    algorithms: ['RS256'],
    claims: { email: 'email', emailVerified: 'email_verified', name: 'name' },
    confirmsAddresses: false,
  })
  const folder = mkdtempSync(path.join(os.tmpdir(), 'quint-issuers-'))
  const file = path.join(folder, 'issuers.json')
  writeFileSync(file, JSON.stringify([jwks, shared]))
  assert.deepEqual(readIssuers(file), read)
  rmSync(folder, { recursive: true })
})

const mistakes: Readonly<Record<string, readonly [given: unknown, told: RegExp]>> = {
  'no list': [{ ...jwks }, /neither a JSON list nor a file/],
  'text that is no JSON': ['[{', /not well-formed JSON/],
  'an issuer that takes tokens for anybody': [[{ ...jwks, audience: undefined }], /audience or authorizedParties/],
  'a short secret': [[{ ...shared, secret: 'short' }], /0\.secret must have at least 32/],
  'no audience with a secret': [[{ ...shared, audience: undefined }], /0\.audience/],
  'keys without TLS': [[{ ...jwks, jwksUrl: 'http://clerk.example.com/jwks' }], /0\.jwksUrl must be https/],
  'a symmetric algorithm for published keys': [[{ ...jwks, algorithms: ['HS256'] }], /0\.algorithms/],
  'roles in the mapping': [[{ ...jwks, claims: { roles: 'roles' } }], /0\.claims/],
  'one issuer twice': [[jwks, jwks], /named twice/],
  'an unknown kind': [[{ ...jwks, kind: 'paseto' }], /0\.kind/],
}

for (const [what, [given, told]] of Object.entries(mistakes)) {
  test(`${what} is told at the start, without what was written`, () => {
    const text = typeof given === 'string' ? given : JSON.stringify(given)
    assert.throws(
      () => readIssuers(text),
      (error) => error instanceof Error && told.test(error.message) && !error.message.includes('short"') && !error.message.includes('s'.repeat(32)),
    )
  })
}
