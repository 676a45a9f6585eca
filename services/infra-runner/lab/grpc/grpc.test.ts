/** Nodes that speak gRPC: the same workloads as over lines, in TypeScript and Python, behind bubblewrap where it works. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { after, describe, test } from 'node:test'
import { openSandbox } from '../../sandbox/open.ts'
import { realRun } from '../process/real-run.ts'
import { bareGrpcLauncher, wasTooBusy } from '../process/testing.ts'
import type { LabEvent, LabLanguage, LabProgram, LabVerdict } from '../run.ts'
import { missingFor } from './kit.ts'

const sandbox = await openSandbox({ bubblewrap: process.env.RUNNER_BUBBLEWRAP ?? 'bwrap', warm: 0, idleMs: 1_000, cacheFolder: '' })
after(() => sandbox[Symbol.asyncDispose]())
const noPython = await missingFor('python')

const programs = path.join(import.meta.dirname, '../programs/grpc')
/** As its author writes it: with the generated client beside it. */
const read = (file: string): string => readFileSync(path.join(programs, file), 'utf8').replace('@quint/proto/gen/quint/lab/v1/node.ts', './node.ts')

/** The reference node and what stands between it and gRPC, as one file. */
function raftOverGrpc(): string {
  const nodes = path.join(import.meta.dirname, '../nodes')
  const own = ['machine.ts', 'raft-log.ts', 'raft-snapshot.ts', 'raft.ts'].map((file) => readFileSync(path.join(nodes, file), 'utf8'))
  const node = readFileSync(path.join(import.meta.dirname, '../virtual/node.ts'), 'utf8')
  const whole = [node, ...own, read('adapter.ts')].join('\n').replaceAll(/^import .* from '(?!\.\/node\.ts|nice-grpc|node:).*$/gm, '')
  // Processes on a busy machine need more patience than nodes in virtual time.
  return whole.replace('heartbeatMs = 50', 'heartbeatMs = 150').replace('150 + env.random() * 150', '700 + env.random() * 700')
}

interface Played {
  readonly verdict: LabVerdict
  readonly events: readonly LabEvent[]
}

interface Trial {
  readonly language: LabLanguage
  readonly source: string
  readonly workload: string
  readonly faults?: readonly string[]
  readonly signal: AbortSignal
}

/** These are right, and are waited for longer than programs of learners. Where the machine has time, nobody waits so long. */
const patient = { lastMs: 10_000 }

async function played({ language, source, workload, faults = [], signal }: Trial): Promise<Played> {
  const program: LabProgram = { language, source, style: 'grpc' }
  const run = { workload, nodes: 3, seconds: 6, rate: 30, faults, seed: 5, program }
  const bare = sandbox.bubblewrap === undefined ? { launcher: await bareGrpcLauncher(program) } : {}
  const events = await Array.fromAsync(realRun(run, { sandbox, signal, waits: patient, ...bare }))
  const verdict = events.at(-1)
  assert.ok(verdict?.kind === 'verdict')
  return { verdict, events }
}

const faults = ['partition', 'loss', 'delay', 'duplicate', 'pause', 'kill']

const rows: readonly (Omit<Trial, 'signal'> & { readonly name: string })[] = [
  { name: 'echo', language: 'typescript', source: read('echo.ts'), workload: 'echo', faults: ['pause', 'kill'] },
  { name: 'echo', language: 'python', source: read('echo.py'), workload: 'echo', faults: ['pause', 'kill'] },
  { name: 'lin-kv', language: 'typescript', source: read('lin-kv.ts'), workload: 'lin-kv', faults: ['partition', 'pause'] },
  { name: 'lin-kv', language: 'python', source: read('lin-kv.py'), workload: 'lin-kv', faults: ['partition', 'pause'] },
  { name: 'Raft', language: 'typescript', source: raftOverGrpc(), workload: 'lin-kv', faults },
  { name: 'Raft', language: 'python', source: read('raft.py'), workload: 'lin-kv', faults },
]

describe('nodes over gRPC', { concurrency: 2 }, () => {
  for (const { name, language, source, workload, faults: struck } of rows) {
    const skip = language === 'python' && noPython !== undefined ? noPython : false
    test(`${name} in ${language} stands ${struck?.join(', ')}`, { skip, timeout: 170_000 }, async (context) => {
      const { signal } = context
      const { verdict, events } = await played({ language, source, workload, faults: struck ?? [], signal })
      const logs = events.flatMap((event) => (event.kind === 'log' ? [event.text] : [])).slice(0, 20)
      if (wasTooBusy(verdict)) return context.skip(verdict.explanation)
      assert.deepEqual([verdict.result, verdict.anomaly, verdict.explanation], ['pass', '', ''], logs.join('\n'))
      // Of each node one in the end at least, be it that there is no such key: what is answered before says how busy the machine is.
      const answered = events.flatMap((event) => (event.kind === 'operation' && ['ok', 'fail'].includes(event.operation.outcome) ? [event] : []))
      assert.ok(answered.length >= 3, `${answered.length} answers`)
    })
  }
})

const usual = { nodes: 2, seconds: 1, rate: 20, faults: [], seed: 1, workload: 'echo' }

async function lastOf(events: AsyncIterable<LabEvent>): Promise<LabVerdict> {
  const verdict = (await Array.fromAsync(events)).at(-1)
  assert.ok(verdict?.kind === 'verdict')
  return verdict
}

test('where nodes over gRPC cannot run, it is said why', async ({ signal }) => {
  const none = { ...sandbox, bubblewrap: undefined }
  const program: LabProgram = { language: 'typescript', style: 'grpc', source: read('echo.ts') }
  const refused = await lastOf(realRun({ ...usual, program }, { sandbox: none, signal }))
  assert.deepEqual([refused.result, /need bubblewrap, which does not work on this machine/.test(refused.explanation)], ['unknown', true])
  assert.match((await missingFor('java')) ?? '', /JavaScript, TypeScript, Python and Go, not in java/)
})

/** As fast as it is answered, on two hundred ways at once. */
const flooding = `import { createChannel, createClient, createServer, ServerError, Status } from 'nice-grpc'
import { RouterServiceDefinition } from './node.ts'
const router = createClient(RouterServiceDefinition, createChannel(process.env.QUINT_ROUTER_ADDRESS ?? ''))
const again = (): unknown => router.send({ dest: 'c-nobody', body: '{"type":"x"}' }).then(again, () => setTimeout(again, 10))
for (let way = 0; way < 200; way += 1) again()`

const mistakes: readonly {
  readonly does: string
  readonly edit: readonly [from: string, to: string]
  readonly anomaly: RegExp
  readonly words?: RegExp
}[] = [
  { does: 'answers what is no JSON', edit: ["JSON.stringify({ type: 'echo_ok', echo })", "'{'"], anomaly: /malformed-message/ },
  { does: 'answers more than it may', edit: ["type: 'echo_ok', echo }", "type: 'echo_ok', echo, src: 'n9' }"], anomaly: /^$/ },
  { does: 'answers something else', edit: ["echo_ok', echo }", "echo_ok', echo: 7 }"], anomaly: /wrong-echo|echo/ },
  {
    does: 'ends in the middle',
    edit: ['const { type, echo } = JSON.parse(body)', 'const { type, echo } = process.exit(3)'],
    anomaly: /node-crashed/,
  },
  {
    does: 'has a file where its socket should be',
    edit: [
      'await server.listen(',
      "const fs = await import('node:fs')\nfs.writeFileSync(process.env.QUINT_DATA_DIR + '/node.sock', '')\nsetInterval(() => 0, 1_000)\nvoid (",
    ],
    anomaly: /node-crashed/,
  },
  {
    does: 'calls without end, and answers all the while',
    edit: ["import { createServer, ServerError, Status } from 'nice-grpc'", flooding],
    anomaly: /node-crashed/,
    words: /sends without end/,
  },
]

describe('nodes over gRPC that go wrong', { concurrency: 2 }, () => {
  for (const { does, edit, anomaly, words } of mistakes) {
    test(`one that ${does} is told so`, { timeout: 60_000 }, async ({ signal }) => {
      const source = read('echo.ts')
      assert.equal(source.split(edit[0]).length, 2)
      const program: LabProgram = { language: 'typescript', style: 'grpc', source: source.replace(...edit) }
      const bare = sandbox.bubblewrap === undefined ? { launcher: await bareGrpcLauncher(program) } : {}
      // Alone, so that it is as fast as the machine lets it be, and for as long as it takes.
      const more = words === undefined ? {} : { nodes: 1, seconds: 60 }
      const verdict = await lastOf(realRun({ ...usual, ...more, program }, { sandbox, signal, ...bare }))
      assert.match(verdict.anomaly, anomaly, verdict.explanation)
      assert.match(verdict.explanation, words ?? /(?:)/)
    })
  }
})
