import assert from 'node:assert/strict'
import { test } from 'node:test'
import { themeCookieLine, toTheme } from './theme.ts'

test('what is no theme follows the device', () => {
  assert.deepEqual(['dark', 'light', 'system', 'neon', undefined].map(toTheme), ['dark', 'light', 'system', 'system', 'system'])
})

test('following the device keeps no cookie', () => {
  assert.match(themeCookieLine('dark'), /^quint_theme=dark; Path=\/; Max-Age=31536000; SameSite=Lax$/)
  assert.match(themeCookieLine('system'), /Max-Age=0/)
})
