/** Our checker and Porcupine (Go) on the same histories, one after the other in one run: both say the same, and ours takes no more of the processor. */
import { execFile, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { promisify } from 'node:util'
import { randomFrom } from '../../services/infra-runner/bank/random.ts'
import { linearizable } from '../../services/infra-runner/lab/check/linearizable.ts'
import { register } from '../../services/infra-runner/lab/check/model.ts'
import type { Operation } from '../../services/infra-runner/lab/history/operation.ts'
import { findProgram } from '../../services/infra-runner/sandbox/bubblewrap.ts'
import type { Row } from '../row.ts'
import { concurrent, registerOf } from './lab-histories.ts'

const source = path.join(import.meta.dirname, '../porcupine')
const name = 'Lab: CPU to judge the corpus of registers, by that of Porcupine'

interface Judged {
  readonly cpuSeconds: number
  readonly verdicts: readonly string[]
}

export async function porcupineRows(): Promise<Row[]> {
  const go = findProgram('/usr/local/go/bin/go') ?? findProgram('go')
  if (go === undefined) return [{ name, measured: 0, unit: '×', note: 'there is no Go here' }]
  const folder = await mkdtemp(path.join(os.tmpdir(), 'quint-porcupine-'))
  try {
    const program = path.join(folder, 'judge')
    const built = await promisify(execFile)(go, ['build', '-o', program, '.'], {
      cwd: source,
      env: { ...process.env, GOPROXY: 'off', GOFLAGS: '-mod=readonly' },
    }).catch(() => undefined)
    if (built === undefined) return [{ name, measured: 0, unit: '×', note: 'Porcupine is not here: "go mod download" in bench/porcupine fetches it' }]
    return [compared(await theirs(program), ours())]
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function compared(go: Judged, own: Judged): Row {
  const differ = own.verdicts.filter((verdict, at) => verdict !== go.verdicts[at]).length
  if (differ > 0) throw new Error(`Porcupine judges ${differ} of ${own.verdicts.length} histories otherwise`)
  const wrong = own.verdicts.filter((verdict) => verdict === 'Illegal').length
  const note = `${corpus.length} histories, ${corpus.flat().length} operations, ${wrong} of them wrong: ${own.cpuSeconds.toFixed(2)} s over ${go.cpuSeconds.toFixed(2)} s`
  return { name, measured: own.cpuSeconds / go.cpuSeconds, unit: '×', atMost: 1, note }
}

/** What did not happen tells nobody anything. */
function right(perKey: number, keys: number, seed: number): readonly Operation[] {
  const all = Array.from({ length: keys }, (_, key) =>
    concurrent(perKey, seed * 100 + key, registerOf(seed * 100 + key)).filter(({ outcome }) => outcome === 'ok'),
  )
  return all.flat().map((operation, id) => ({ ...operation, id }))
}

/** One read in the middle says something else. */
function spoilt(operations: readonly Operation[], seed: number): readonly Operation[] {
  const reads = operations.filter(({ f }) => f === 'read')
  const one = randomFrom(seed).pick(reads)
  return operations.map((operation) => (operation === one ? { ...operation, output: (Number(operation.output ?? -1) + 2) % 5 } : operation))
}

const seeds = Array.from({ length: 20 }, (_, at) => at + 1)
const corpus: readonly (readonly Operation[])[] = [
  right(1_000, 100, 1),
  ...seeds.map((seed) => right(200, 5, seed)),
  ...seeds.map((seed) => spoilt(right(200, 5, seed + 50), seed)),
  ...seeds.map((seed) => right(400, 1, seed + 100)),
  ...seeds.map((seed) => spoilt(right(100, 1, seed + 150), seed)),
]

const verdictNames: Readonly<Record<string, string>> = { valid: 'Ok', invalid: 'Illegal', unknown: 'Unknown' }

function ours(): Judged {
  const before = process.cpuUsage()
  const verdicts = corpus.map((operations) => {
    const endMs = performance.now() + 10_000
    return verdictNames[linearizable(operations, register, { expired: () => performance.now() > endMs }).kind] ?? ''
  })
  const { user, system } = process.cpuUsage(before)
  return { cpuSeconds: (user + system) / 1_000_000, verdicts }
}

async function theirs(program: string): Promise<Judged> {
  const child = spawn(program, { stdio: ['pipe', 'pipe', 'inherit'] })
  child.stdin.end(`${corpus.map((operations) => JSON.stringify(operations.map(written))).join('\n')}\n`)
  return JSON.parse(await text(child.stdout)) as Judged
}

const absent = -1

function written({ process: by, f, key, input, output, calledAt, returnedAt }: Operation) {
  const [from, to] = f === 'cas' ? (input as readonly [number, number]) : [absent, Number(input ?? absent)]
  return { process: Number(by.slice(1)), f, key, from, to, output: Number(output ?? absent), called: calledAt, returned: returnedAt }
}
