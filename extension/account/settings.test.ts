import assert from 'node:assert/strict'
import { test } from 'node:test'
import { defaultSettings, permissionFor, serverOf, toSettings } from './settings.ts'

test('a server is an https address, or one on this machine', () => {
  assert.equal(serverOf(' https://quint.example/coach?x=1 '), 'https://quint.example')
  assert.equal(serverOf('http://localhost:8080/'), 'http://localhost:8080')
  assert.equal(serverOf('http://127.0.0.1:9000'), 'http://127.0.0.1:9000')
  for (const wrong of [
    '',
    'quint',
    'http://quint.example',
    'ftp://quint.example',
    'https://a:b@quint.example',
    'javascript:1',
    'http://localhost.example',
  ])
    assert.equal(serverOf(wrong), undefined, wrong)
})

test('settings that were damaged fall back one by one', () => {
  for (const value of [undefined, null, 3, 'x', [], {}, { server: 3, theme: 'loud', hideDifficulty: 'yes' }])
    assert.deepEqual(toSettings(value), defaultSettings)
  assert.deepEqual(toSettings({ server: 'https://q.example', theme: 'dark', hideDifficulty: true }), {
    server: 'https://q.example',
    theme: 'dark',
    hideDifficulty: true,
  })
})

test('a permission names a host, as the browser wants it', () => {
  assert.equal(permissionFor('http://localhost:8080'), 'http://localhost/*')
  assert.equal(permissionFor('https://quint.example'), 'https://quint.example/*')
})
