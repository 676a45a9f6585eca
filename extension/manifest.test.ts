import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'

const here = import.meta.dirname
const read = (file: string): string => readFileSync(path.join(here, file), 'utf8')
const manifest = JSON.parse(read('manifest.json')) as Readonly<Record<string, unknown>>
const sources = globSync('**/*.{ts,tsx}', { cwd: here, exclude: (name) => name === 'dist' || name === 'node_modules' }).filter(
  (file) => !file.endsWith('.test.ts'),
)

test('the gateway lets the extension in by the id that its fixed key gives it, and that id is what is attacked', () => {
  const der = Buffer.from(String(manifest.key), 'base64')
  const id = createHash('sha256')
    .update(der)
    .digest('hex')
    .slice(0, 32)
    .replace(/./g, (digit) => String.fromCharCode(97 + Number.parseInt(digit, 16)))
  assert.ok(read('../gateway/config.ts').includes(`fallback: 'chrome-extension://${id}'`), id)
  assert.ok(read('../security/stand.ts').includes(`'chrome-extension://${id}'`), 'and the attacker knows it')
})

test('the extension asks for no more than it uses', () => {
  assert.deepEqual(manifest.permissions, ['activeTab', 'scripting', 'sidePanel', 'storage'])
  assert.deepEqual(manifest.host_permissions, ['https://leetcode.com/*', 'https://www.hackerrank.com/*', 'http://localhost/*'])
  assert.equal('content_scripts' in manifest, false)
  assert.equal('externally_connectable' in manifest, false)
  const { extension_pages: policy } = manifest.content_security_policy as { readonly extension_pages: string }
  assert.match(policy, /default-src 'none'; script-src 'self';/)
  assert.doesNotMatch(policy, /unsafe|\*(?!;| )/)
  assert.match(policy, / connect-src https: wss: http:\/\/localhost:/)
})

test('every word on the screen is in the messages, and every message is used', () => {
  const messages = JSON.parse(read('_locales/en/messages.json')) as Readonly<Record<string, { readonly message: string }>>
  const used = [...sources.map(read), JSON.stringify(manifest)].join('\n')
  for (const [key, { message }] of Object.entries(messages)) {
    assert.match(used, new RegExp(`['"_]${key}['"_]`), `${key} is used nowhere`)
    assert.notEqual(message.trim(), '')
  }
})

test('nothing here belongs to the web app’s framework', () => {
  for (const file of sources) assert.doesNotMatch(read(file), /from 'next|['"]@quint\/web\/app\//, file)
})
