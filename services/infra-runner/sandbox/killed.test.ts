/** A service that is killed while programs loop leaves none of their processes behind. */

import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { test } from 'node:test'
import { eventually } from '@quint/runtime/eventually.ts'

function lives(pid: number): boolean {
  if (!existsSync(`/proc/${pid}`)) return false
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
  } catch {
    return false
  }
}

test('after kill -9 of the service nothing of its programs is left', {
  skip: process.platform !== 'linux' && 'processes are counted in /proc',
}, async () => {
  for (const bubblewrap of ['', process.env.RUNNER_BUBBLEWRAP ?? 'bwrap']) {
    const service = spawn(process.execPath, ['--no-warnings', path.join(import.meta.dirname, 'testing-victim.ts'), bubblewrap], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const [line] = (await once(createInterface(service.stdout), 'line')) as [string]
    const pids = JSON.parse(line) as number[]
    assert.ok(pids.length >= 2 && pids.every(lives), line)
    service.kill('SIGKILL')
    await once(service, 'exit')
    await eventually(() => !pids.some(lives))
  }
})
