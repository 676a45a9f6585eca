/** The secrets for one machine fit each other: who signs in has the password that the other side knows. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { localSecrets } from './secrets.ts'

const secrets = new Map((await localSecrets()).map((secret) => [secret.metadata.name, secret]))

function value(name: string, key: string): string {
  return secrets.get(name)?.stringData[key] ?? assert.fail(`${name} has no ${key}`)
}

test('gateways sign in to Redis as a user that it knows, over TLS, and nobody signs in without a name', () => {
  const { protocol, username, password } = new URL(value('redis', 'url'))
  assert.deepEqual([protocol, username], ['rediss:', 'gateway'])
  const [nobody, gateway = ''] = value('redis-users', 'users.acl').split('\n')
  assert.equal(nobody, 'user default off')
  assert.ok(gateway.startsWith(`user gateway on >${password} ~quint:* -@all `), 'another password, or other keys')
  assert.ok(gateway.includes(' -@dangerous '))
})

test('the exporter signs in to PostgreSQL as the observer, and is told so in its own namespace', () => {
  const { username, password } = new URL(value('postgres-exporter', 'url'))
  assert.deepEqual([username, password], [value('observer-role', 'username'), value('observer-role', 'password')])
  assert.equal(secrets.get('postgres-exporter')?.metadata.namespace, 'observability')
  assert.equal(secrets.get('observer-role')?.type, 'kubernetes.io/basic-auth')
})
