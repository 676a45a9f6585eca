import assert from 'node:assert/strict'
import { test } from 'node:test'
import { configuredProviders } from './configured.ts'

const whole = {
  GATEWAY_GOOGLE_CLIENT_ID: 'g',
  GATEWAY_GOOGLE_CLIENT_SECRET: 'secret of google',
  GATEWAY_GOOGLE_ISSUER: 'https://accounts.google.com',
  GATEWAY_GITHUB_CLIENT_ID: 'h',
  GATEWAY_GITHUB_CLIENT_SECRET: 'secret of github',
  GATEWAY_GITHUB_URL: 'https://github.com',
  GATEWAY_GITHUB_API_URL: 'https://api.github.com',
  GATEWAY_PROVIDER_DEADLINE_MS: 8000,
}

test('a provider is there when it has a client', () => {
  assert.deepEqual(
    configuredProviders(whole).map(({ name }) => name),
    ['google', 'github'],
  )
  assert.deepEqual(configuredProviders({ ...whole, GATEWAY_GOOGLE_CLIENT_ID: '', GATEWAY_GITHUB_CLIENT_ID: '' }), [])
})

test('a client without its secret, and an address without TLS, are told at the start', () => {
  assert.throws(() => configuredProviders({ ...whole, GATEWAY_GOOGLE_CLIENT_SECRET: '' }), /GATEWAY_GOOGLE_CLIENT_SECRET is required/)
  const plain = { ...whole, GATEWAY_GITHUB_URL: 'http://github.example.com', GATEWAY_GITHUB_API_URL: 'http://github.example.com/api/v3' }
  assert.throws(() => configuredProviders(plain), /GATEWAY_GITHUB_URL must be https.*\n.*GATEWAY_GITHUB_API_URL must be https/)
  assert.equal(configuredProviders({ ...whole, GATEWAY_GITHUB_URL: 'http://127.0.0.1:9', GATEWAY_GITHUB_API_URL: 'http://localhost:9' }).length, 2)
})
