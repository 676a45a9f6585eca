/** Programs that were written against the public protocol of lines, in several languages, as real processes under every workload of it. */
import assert from 'node:assert/strict'
import { after, describe, test } from 'node:test'
import { openSandbox } from '../sandbox/open.ts'
import { type RealDeps, realRun } from './process/real-run.ts'
import { bareLauncher, bareToolchain, hasToolchain } from './process/testing.ts'
import { brokenPrograms, brokenSource, sourceOf } from './programs/broken.ts'
import type { LabLanguage, LabRun, LabVerdict } from './run.ts'

interface Row {
  readonly file: string
  readonly language: LabLanguage
  readonly workload: string
  readonly faults: readonly string[]
}

const network = ['partition', 'one-way', 'loss', 'delay', 'duplicate', 'pause'] as const

const rows: readonly Row[] = [
  { file: 'javascript/echo.js', language: 'javascript', workload: 'echo', faults: ['pause'] },
  { file: 'python/echo.py', language: 'python', workload: 'echo', faults: ['pause'] },
  { file: 'cpp/unique-ids.cpp', language: 'cpp', workload: 'unique-ids', faults: [...network, 'kill'] },
  { file: 'go/unique-ids.go', language: 'go', workload: 'unique-ids', faults: [...network, 'kill'] },
  { file: 'javascript/broadcast.js', language: 'javascript', workload: 'broadcast', faults: network },
  { file: 'python/broadcast.py', language: 'python', workload: 'broadcast', faults: network },
  { file: 'go/broadcast.go', language: 'go', workload: 'broadcast', faults: network },
  { file: 'rust/broadcast.rs', language: 'rust', workload: 'broadcast', faults: network },
  { file: 'javascript/g-set.js', language: 'javascript', workload: 'g-set', faults: network },
  { file: 'java/g-set.java', language: 'java', workload: 'g-set', faults: network },
  { file: 'python/g-counter.py', language: 'python', workload: 'g-counter', faults: network },
  { file: 'javascript/pn-counter.js', language: 'javascript', workload: 'pn-counter', faults: network },
  { file: 'javascript/kafka.js', language: 'javascript', workload: 'kafka', faults: ['partition', 'pause'] },
  { file: 'python/txn-list-append.py', language: 'python', workload: 'txn-list-append', faults: ['partition', 'pause'] },
  { file: 'javascript/txn-rw-register.js', language: 'javascript', workload: 'txn-rw-register', faults: ['partition', 'pause'] },
  { file: 'python/lin-kv.py', language: 'python', workload: 'lin-kv', faults: ['partition', 'pause'] },
]

const sandbox = await openSandbox({ bubblewrap: process.env.RUNNER_BUBBLEWRAP ?? 'bwrap', warm: 0, idleMs: 1_000, cacheFolder: '' })
after(() => sandbox[Symbol.asyncDispose]())

/** Run with or without bubblewrap. */
const embedded: ReadonlySet<LabLanguage> = new Set(['javascript', 'python'])

async function verdictOf(run: LabRun, deps: Pick<RealDeps, 'signal' | 'latencyMs'>): Promise<LabVerdict | undefined> {
  const { language } = run.program
  const needsOwn = !embedded.has(language) && (sandbox.bubblewrap === undefined || !hasToolchain(language))
  const bare = needsOwn ? await bareLauncher(run.program) : undefined
  for await (const event of realRun(run, { sandbox, ...deps, ...(bare === undefined ? {} : { launcher: bare }) }))
    if (event.kind === 'verdict') return event
  return undefined
}

function languageOf(file: string): LabLanguage {
  return file.split('/')[0] as LabLanguage
}

function absent(language: LabLanguage): string | false {
  return embedded.has(language) || bareToolchain(language) !== undefined ? false : `there is nothing for ${language} here`
}

const usual = { nodes: 3, seconds: 4, rate: 40 }
const seeds = [5, 6, 7]
/** What one node does between its reading and its writing of what is common takes as long as two ways through the network. */
const apartMs = 20

describe('programs over lines', { concurrency: 3 }, () => {
  for (const { file, language, workload, faults } of rows) {
    test(`${file} stands ${workload} under ${faults.join(', ')}`, { skip: absent(language), timeout: 120_000 }, async ({ signal }) => {
      const program = { language, source: sourceOf(file), style: 'maelstrom' as const }
      const verdict = await verdictOf({ ...usual, workload, program, faults, seed: 5 }, { signal })
      assert.deepEqual([verdict?.result, verdict?.explanation], ['pass', ''])
    })
  }
})

describe('programs over lines with a bug', { concurrency: 3 }, () => {
  for (const broken of brokenPrograms) {
    const { file, does, workload, faults } = broken
    const language = languageOf(file)
    test(`${file} that ${does} is caught`, { skip: absent(language), timeout: 120_000 }, async (t) => {
      const program = { language, source: brokenSource(broken), style: 'maelstrom' as const }
      for (const seed of seeds) {
        const verdict = await verdictOf({ ...usual, workload, program, faults, seed }, { signal: t.signal, latencyMs: apartMs })
        assert.doesNotMatch(verdict?.anomaly ?? '', /node-crashed|compile-error|no-init/, verdict?.explanation)
        if (verdict?.result !== 'fail') continue
        t.diagnostic(`${verdict.anomaly}: ${verdict.explanation}`)
        return
      }
      assert.fail(`not caught in ${seeds.length} runs`)
    })
  }
})
