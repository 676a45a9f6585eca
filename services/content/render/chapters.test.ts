import assert from 'node:assert/strict'
import { test } from 'node:test'
import { withChapters } from './chapters.ts'

const box = (name: string, ...content: readonly Uint8Array[]): Buffer => {
  const inner = Buffer.concat(content)
  const head = Buffer.alloc(8)
  head.writeUInt32BE(8 + inner.length, 0)
  head.write(name, 4, 'latin1')
  return Buffer.concat([head, inner])
}

const places = (name: 'stco' | 'co64', at: readonly number[]): Buffer => {
  const head = Buffer.alloc(8)
  head.writeUInt32BE(at.length, 4)
  const each = at.map((place) => {
    const bytes = Buffer.alloc(name === 'stco' ? 4 : 8)
    if (name === 'stco') bytes.writeUInt32BE(place, 0)
    else bytes.writeBigUInt64BE(BigInt(place), 0)
    return bytes
  })
  return box(name, head, ...each)
}

/** A film of two tracks whose parts are the given letters; the tables say where they are. */
function film(user: boolean): Buffer {
  const make = (first: number): Buffer =>
    Buffer.concat([
      box('ftyp', Buffer.from('isom')),
      box(
        'moov',
        box('trak', box('mdia', box('minf', box('stbl', places('stco', [first, first + 2]))))),
        ...(user ? [box('udta', box('meta', Buffer.alloc(4)))] : []),
        box('trak', box('mdia', box('minf', box('stbl', places('co64', [first + 4]))))),
      ),
      box('mdat', Buffer.from('aabbcc')),
    ])
  return make(make(0).indexOf('aabbcc'))
}

const chapters = [
  { title: 'What it is', from: 0, to: 50 },
  { title: `${'ü'.repeat(200)}`, from: 50, to: 75 },
]

for (const user of [true, false])
  test(`chapters are written into a film ${user ? 'with' : 'without'} user data, and its tables still say where its parts are`, () => {
    const made = Buffer.from(withChapters(film(user), chapters))
    const data = made.indexOf('aabbcc')
    const first = made.indexOf('stco') + 12
    assert.deepEqual([made.readUInt32BE(first), made.readUInt32BE(first + 4)], [data, data + 2])
    assert.equal(Number(made.readBigUInt64BE(made.indexOf('co64') + 12)), data + 4)
    const list = made.indexOf('chpl')
    assert.equal(made[list + 12], 2)
    assert.equal(made.toString('utf8', list + 22, list + 22 + (made[list + 21] ?? 0)), 'What it is')
    const second = list + 22 + 10
    assert.equal(made.readBigUInt64BE(second), 20_000_000n)
    // As many whole letters as fit into 255 bytes.
    assert.equal(made.toString('utf8', second + 9, second + 9 + (made[second + 8] ?? 0)), 'ü'.repeat(127))
    // Boxes end where the next ones begin.
    let at = 0
    const names: string[] = []
    while (at < made.length) {
      names.push(made.toString('latin1', at + 4, at + 8))
      at += made.readUInt32BE(at)
    }
    assert.deepEqual(names, ['ftyp', 'moov', 'mdat'])
    assert.equal(at, made.length)
  })

test('a film without chapters stays as it is', () => {
  const bytes = film(true)
  assert.equal(withChapters(bytes, []), bytes)
})
