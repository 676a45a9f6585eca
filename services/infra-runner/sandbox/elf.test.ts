import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { test } from 'node:test'
import { loadedBytes } from './elf.ts'

const loaded = 1
const note = 4

/** The head of a program of 64 bits with such segments. */
function program(segments: readonly (readonly [type: number, bytes: number])[]): Buffer {
  const whole = Buffer.alloc(64 + 56 * segments.length)
  whole.write('\x7fELF\x02\x01', 'latin1')
  whole.writeBigUInt64LE(64n, 32)
  whole.writeUInt16LE(segments.length, 56)
  for (const [index, [type, bytes]] of segments.entries()) {
    whole.writeUInt32LE(type, 64 + 56 * index)
    whole.writeBigUInt64LE(BigInt(bytes), 64 + 56 * index + 40)
  }
  return whole
}

test('what is loaded of a program is added up; what is no program of 64 bits takes nothing', (t) => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'quint-elf-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  const file = path.join(folder, 'program')
  const bytesOf = (content: Buffer | string): number => {
    writeFileSync(file, content)
    return loadedBytes(file)
  }
  assert.equal(
    bytesOf(
      program([
        [loaded, 4096],
        [note, 77],
        [loaded, 2_000_000_000],
      ]),
    ),
    2_000_004_096,
  )
  assert.deepEqual([bytesOf(''), bytesOf('#!/bin/sh\n'), bytesOf('\x7fELF\x01\x01'), loadedBytes(path.join(folder, 'none'))], [0, 0, 0, 0])
})
