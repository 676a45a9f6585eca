import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inflateRawSync } from 'node:zlib'
import fc from 'fast-check'
import { iconPng } from './icon.ts'
import { zip } from './zip.ts'

/** Reads an archive by its directory, as every reader does. */
function unzip(archive: Buffer): Map<string, string> {
  const files = new Map<string, string>()
  const end = archive.length - 22
  assert.equal(archive.readUInt32LE(end), 0x06054b50)
  let at = archive.readUInt32LE(end + 16)
  for (let left = archive.readUInt16LE(end + 10); left > 0; left -= 1) {
    assert.equal(archive.readUInt32LE(at), 0x02014b50)
    const [packed, nameLength, offset] = [archive.readUInt32LE(at + 20), archive.readUInt16LE(at + 28), archive.readUInt32LE(at + 42)]
    const body = offset + 30 + archive.readUInt16LE(offset + 26)
    files.set(archive.toString('utf8', at + 46, at + 46 + nameLength), inflateRawSync(archive.subarray(body, body + packed)).toString())
    at += 46 + nameLength
  }
  return files
}

test('what goes into an archive comes out, and its order does not matter', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string({ minLength: 1, unit: 'grapheme' }), fc.string({ unit: 'grapheme' })), (files) => {
      const entries = Object.entries(files).map(([name, text]) => ({ name: name.toWellFormed(), bytes: Buffer.from(text) }))
      const archive = zip(entries)
      assert.deepEqual(unzip(archive), new Map(entries.map(({ name, bytes }) => [name, bytes.toString()])))
      assert.deepEqual(zip(entries.toReversed()), archive)
    }),
    { numRuns: 50 },
  )
})

test('an icon is a picture of its size', () => {
  const png = iconPng(48)
  assert.equal(png.toString('latin1', 1, 4), 'PNG')
  assert.deepEqual([png.readUInt32BE(16), png.readUInt32BE(20)], [48, 48])
})
