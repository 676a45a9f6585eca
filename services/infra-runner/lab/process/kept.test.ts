import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { test } from 'node:test'
import { keepsTooMuch } from './kept.ts'

test('a folder holds too much by its bytes or by its files, however deep they lie; claims and links do not count', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'quint-kept-'))
  try {
    const deep = path.join(folder, 'a', 'b')
    mkdirSync(deep, { recursive: true })
    writeFileSync(path.join(deep, 'one'), Buffer.alloc(200_000, 1))
    // A file of holes, and a way around.
    writeFileSync(path.join(deep, 'hollow'), '')
    truncateSync(path.join(deep, 'hollow'), 1e9)
    symlinkSync(folder, path.join(deep, 'around'))
    const judged = (mostBytes: number, mostFiles: number): boolean => keepsTooMuch({ folder, mostBytes, mostFiles })
    assert.deepEqual([judged(1e6, 5), judged(100_000, 5), judged(1e6, 4)], [false, true, true])
    assert.equal(keepsTooMuch({ folder: path.join(folder, 'gone'), mostBytes: 0, mostFiles: 0 }), false)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
