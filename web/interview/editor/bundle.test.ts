import assert from 'node:assert/strict'
import { globSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { bundleEditor } from './bundle.ts'

const mostBytes = 800 * 1024

test('the editor is bundled once, its styles carry the nonce, and all of it is no more than it has to be', async () => {
  const scratch = mkdtempSync(path.join(os.tmpdir(), 'quint-editor-'))
  try {
    const folder = path.join(scratch, 'public', 'monaco')
    await bundleEditor(folder, scratch)
    const scripts = globSync('*.js', { cwd: folder }).map((file) => readFileSync(path.join(folder, file), 'utf8'))
    assert.ok(scripts.some((script) => script.includes('script[nonce]')))
    assert.deepEqual(globSync('*.css', { cwd: folder }), ['monaco.css'])
    const bytes = scripts.reduce((sum, script) => sum + gzipSync(script).length, 0)
    assert.ok(bytes < mostBytes, `${bytes} bytes`)
    const made = statSync(path.join(folder, 'monaco.js')).mtimeMs
    await bundleEditor(folder, scratch)
    assert.equal(statSync(path.join(folder, 'monaco.js')).mtimeMs, made)
    assert.deepEqual(globSync('monaco-*', { cwd: scratch }), [], 'nothing is left behind')
  } finally {
    rmSync(scratch, { recursive: true })
  }
})
