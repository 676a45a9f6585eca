/** Nodes in Go over gRPC: built behind bubblewrap with the modules that this machine has, and run; told where they are not here. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { after, describe, test } from 'node:test'
import { openSandbox } from '../../sandbox/open.ts'
import { realRun } from '../process/real-run.ts'
import type { LabVerdict } from '../run.ts'
import { missingFor } from './kit.ts'

const sandbox = await openSandbox({ bubblewrap: process.env.RUNNER_BUBBLEWRAP ?? 'bwrap', warm: 0, idleMs: 1_000, cacheFolder: '' })
after(() => sandbox[Symbol.asyncDispose]())
const skip = sandbox.bubblewrap === undefined ? 'bubblewrap is not here' : ((await missingFor('go')) ?? false)

const read = (file: string): string => readFileSync(path.join(import.meta.dirname, '../programs/grpc', file), 'utf8')

interface Trial {
  readonly source: string
  readonly workload: string
  readonly faults: readonly string[]
  readonly signal: AbortSignal
}

async function verdictOf({ source, workload, faults, signal }: Trial): Promise<LabVerdict> {
  const run = { workload, nodes: 3, seconds: 6, rate: 30, faults, seed: 5, program: { language: 'go', source, style: 'grpc' } as const }
  const events = await Array.fromAsync(realRun(run, { sandbox, signal }))
  const verdict = events.at(-1)
  assert.ok(verdict?.kind === 'verdict')
  if (verdict.result === 'pass') assert.ok(events.filter((event) => event.kind === 'operation' && event.operation.outcome === 'ok').length > 3)
  return verdict
}

describe('nodes in Go over gRPC', { skip }, () => {
  for (const [file, workload, faults] of [
    ['echo.go', 'echo', ['pause', 'kill']],
    ['lin-kv.go', 'lin-kv', ['partition', 'pause']],
  ] as const) {
    test(`${file} stands ${faults.join(', ')}`, { timeout: 120_000 }, async ({ signal }) => {
      const verdict = await verdictOf({ source: read(file), workload, faults, signal })
      assert.deepEqual([verdict.result, verdict.anomaly, verdict.explanation], ['pass', '', ''])
    })
  }

  test('one that answers something else is caught', { timeout: 120_000 }, async ({ signal }) => {
    const source = read('echo.go').replace('"echo": body.Echo', '"echo": 7')
    assert.equal((await verdictOf({ source, workload: 'echo', faults: [], signal })).anomaly, 'other-echo')
  })

  test('the compiler says what is wrong, with the line', { timeout: 120_000 }, async ({ signal }) => {
    const verdict = await verdictOf({ source: read('echo.go').replace('panic(err)', 'panik(err)'), workload: 'echo', faults: [], signal })
    assert.equal(verdict.anomaly, 'compile-error')
    assert.match(verdict.explanation, /panik.*line \d+/)
  })
})
