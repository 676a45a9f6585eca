import assert from 'node:assert/strict'
import { test } from 'node:test'
import { familyMib } from './footprint.ts'

interface Part {
  readonly inode: number
  readonly pss: number
  readonly privately?: number
  readonly shared?: number
}

/** In MiB. */
function smaps(parts: readonly Part[]): string {
  return parts
    .map(({ inode, pss, privately = 0, shared = 0 }, index) => {
      const from = `7f${index}000000-7f${index}fff000`
      const name = inode === 0 ? '' : '                   /usr/bin/program (deleted)'
      const lines = {
        Rss: privately + shared,
        Pss: pss,
        Pss_Dirty: 99,
        Shared_Clean: shared,
        Shared_Dirty: 0,
        Private_Clean: 0,
        Private_Dirty: privately,
      }
      const counts = Object.entries(lines).map(([key, mib]) => `${key}:${' '.repeat(8)}${mib * 1024} kB`)
      return `${from} r-xp 00001000 fd:01 ${inode}${name}\n${counts.join('\n')}\nVmFlags: rd ex mr\n`
    })
    .join('')
}

test('memory of its own counts for each process', () => {
  const process = smaps([{ inode: 0, pss: 10, privately: 10 }])
  assert.equal(familyMib([process, process]), 20)
})

test('a page that only the family shares counts once', () => {
  const process = smaps([{ inode: 7, pss: 3, shared: 6 }])
  assert.equal(familyMib([process, process]), 6)
})

test('a page that strangers share counts in full', () => {
  const process = smaps([{ inode: 7, pss: 1, privately: 2, shared: 6 }])
  assert.equal(familyMib([process, process]), 10)
})

test('memory shared by forks without a file is divided among them', () => {
  const process = smaps([{ inode: 0, pss: 4, shared: 8 }])
  assert.equal(familyMib([process, process]), 8)
})

test('several mappings add up', () => {
  assert.equal(
    familyMib([
      smaps([
        { inode: 7, pss: 1, shared: 6 },
        { inode: 0, pss: 10, privately: 10 },
        { inode: 8, pss: 2, shared: 2 },
      ]),
    ]),
    18,
  )
})
