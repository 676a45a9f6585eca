import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { record, recordAgain } from './record.ts'
import { table } from './row.ts'

let folder = ''
before(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'quint-record-'))
})
after(() => rmSync(folder, { recursive: true, force: true }))

const run = { day: '2026-01-31', conditions: '2 cores, quiet', table: '| What |\n| --- |\n| costs $& and $1 |' }

function fileWith(text: string): string {
  const file = path.join(folder, 'benchmarks.md')
  writeFileSync(file, text)
  return file
}

test('a table stands between its marks, and what is around it stays', () => {
  const file = fileWith('# Before\n<!-- measured -->\n<!-- end of measured -->\nafter\n')
  record(run, file)
  assert.equal(
    readFileSync(file, 'utf8'),
    `# Before\n<!-- measured -->\nMeasured on 2026-01-31 with \`npm run bench -- --write\` on 2 cores, quiet.\n\n${run.table}\n<!-- end of measured -->\nafter\n`,
  )
})

test('a new table takes the place of the old one', () => {
  const file = fileWith('<!-- measured -->\n<!-- end of measured -->\n')
  record({ ...run, day: '2026-01-30', table: '| old |' }, file)
  record(run, file)
  const text = readFileSync(file, 'utf8')
  assert.doesNotMatch(text, /old|01-30/)
  assert.ok(text.includes(run.table))
})

test('a document without the marks is left as it is', () => {
  const file = fileWith('# Nothing here\n')
  assert.throws(() => record(run, file), /no place for the table/)
  assert.equal(readFileSync(file, 'utf8'), '# Nothing here\n')
})

test('rows that are measured again take their own places, and new ones come last', () => {
  const file = fileWith('before\n<!-- measured -->\n<!-- end of measured -->\nafter\n')
  const first = { name: 'other', measured: 2, unit: 'ms', atMost: 1, note: 'once' }
  const rows = [{ name: 'a', measured: 1, unit: '×' }, { name: 'b', error: 'x | y' }, first]
  record({ ...run, table: table(rows) }, file)
  const again = { name: 'b', measured: 0.5, unit: 'ms', atMost: 1, note: 'quick' }
  recordAgain([again, { name: 'new', measured: 3, unit: 's' }], { day: '2026-02-01', conditions: 'quiet' }, file)
  const text = readFileSync(file, 'utf8')
  const lines = text.split('\n').filter((line) => line.startsWith('|'))
  assert.deepEqual(
    lines.map((line) => line.replace(/ +/g, ' ')),
    [
      '| What | Measured | Budget | Verdict | Note |',
      lines[1],
      '| a | 1.00 × | | | |',
      '| b | 0.50 ms | ≤ 1 ms | kept | quick; again on 2026-02-01, quiet |',
      '| other | 2.00 ms | ≤ 1 ms | over | once |',
      '| new | 3.00 s | | | again on 2026-02-01, quiet |',
    ],
  )
  assert.match(text, /^before\n<!-- measured -->\nMeasured on 2026-01-31 [\s\S]*after\n$/)
})

test('the benchmarks of this house have a place for the table', () => {
  const text = readFileSync(path.join(import.meta.dirname, '..', 'docs', 'benchmarks.md'), 'utf8')
  assert.match(text, /<!-- measured -->\n[\s\S]*<!-- end of measured -->/)
})
