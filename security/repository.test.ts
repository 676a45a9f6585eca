/** What the scanner takes for a secret, and what not. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { secretsIn } from './repository.ts'

/** Put together here, so that this file holds none. */
const planted: Readonly<Record<string, string>> = {
  'a private key': `${'-'.repeat(5)}BEGIN PRIVATE KEY${'-'.repeat(5)}MIIEvQ`,
  'a key of AWS': `AKIA${'ABCD1234'.repeat(2)}`,
  'a token of GitHub': `ghp_${'aB3d'.repeat(9)}`,
  'a key of Anthropic': `sk-ant-${'aB3-'.repeat(8)}`,
  'a private JWK': `{"d":"${'aB3d'.repeat(11)}"}`,
  'a signed token': ['eyJhbGciOiJFZERTQSJ9', 'eyJzdWIiOiJhZGEifQx', 'c2lnbmF0dXJlLW9mLXRv'].join('.'),
  'a password in an address': `postgres://ada:${'hunter'.repeat(2)}@db/quint`,
  'a random value under the name of a secret': `const apiKey = '${['aB3xQ9zL', 'k7TfWm2R', 'pY5cHu8N'].join('')}'`,
}

test('each kind of secret is found, in its line', () => {
  for (const [kind, text] of Object.entries(planted)) assert.deepEqual(secretsIn(`first\n${text}\nlast`), [{ kind, line: 2 }])
})

test('names, words and places for secrets are none', () => {
  for (const text of [
    "const password = 'correct horse battery'",
    'postgres://$user:$password@host/db',
    'ANTHROPIC_API_KEY: text({ secret: true })',
    "token: 'identity_refresh_token_of_a_learner'",
    '-----BEGIN CERTIFICATE-----',
  ])
    assert.deepEqual(secretsIn(text), [], text)
})
