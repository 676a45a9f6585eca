/** Folders of processes that are gone are cleared away, also when another process has their number by now; what others use stays. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { test } from 'node:test'
import { processIdentity } from '@quint/runtime/claim.ts'
import { clearLeftovers, temporaryFolder } from './folders.ts'

function folderOf(pid: number, start: string): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), `quint-run-${pid}-${start}-`))
  mkdirSync(path.join(folder, 'inside'))
  writeFileSync(path.join(folder, 'inside', 'program'), 'left')
  return folder
}

test('what a killed service left goes, what a living one uses stays', () => {
  const gone = spawnSync(process.execPath, ['-e', '']).pid
  const parent = processIdentity(process.ppid).split(' ')[1] ?? ''
  const lost = [folderOf(gone, '1'), folderOf(process.ppid, `${parent}1`)]
  const used = [temporaryFolder('run'), temporaryFolder('cache'), folderOf(process.ppid, parent)]
  const another = mkdtempSync(path.join(os.tmpdir(), `quint-runs-${gone}-1-`))
  try {
    clearLeftovers()
    assert.deepEqual(lost.filter(existsSync), [])
    assert.deepEqual([...used, another].filter(existsSync), [...used, another])
  } finally {
    for (const folder of [...lost, ...used, another]) rmSync(folder, { recursive: true, force: true })
  }
})
