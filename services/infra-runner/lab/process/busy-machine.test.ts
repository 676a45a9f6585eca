/** Runs on a machine that keeps the processors for others, with nodes that stand in for processes: who is right is not told to be wrong. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { LabDeps, LabVerdict } from '../run.ts'
import { type Demand, none } from './demand.ts'
import type { Launcher } from './launcher.ts'
import { realRun } from './real-run.ts'

type Body = Readonly<Record<string, unknown>>

interface Standing {
  /** Undefined: it says nothing. */
  readonly answers: (body: Body, client: string) => Body | undefined
  readonly initAfterMs?: number
  /** Of the time, what is kept back from each node. */
  readonly withheld?: number
  /** Whether each answer comes with many words to a neighbour. */
  readonly chats?: boolean
}

function standing({ answers, initAfterMs = 0, withheld = 0, chats = false }: Standing): Launcher {
  return {
    sandbox: 'v8',
    start(id, hearing) {
      const startedMs = performance.now()
      const gone = Promise.withResolvers<void>()
      return {
        gone: gone.promise,
        send(line) {
          const { src, body } = JSON.parse(line) as { readonly src: string; readonly body: Body }
          const isInit = body.type === 'init'
          const said = isInit ? { type: 'init_ok' } : answers(body, src)
          const more =
            chats && !isInit && src.startsWith('c')
              ? Array.from({ length: 20 }, () => JSON.stringify({ src: id, dest: 'n0', body: { type: 'word' } }))
              : []
          const say = (): void => hearing.lines([...more, JSON.stringify({ src: id, dest: src, body: { ...said, in_reply_to: body.msg_id } })])
          if (said !== undefined) setTimeout(say, isInit ? initAfterMs : 0).unref()
        },
        kill: () => gone.resolve(),
        pause: () => undefined,
        resume: () => undefined,
        demand: (): Demand => ({ usedMs: 0, withheldMs: withheld * (performance.now() - startedMs) }),
      }
    },
    async [Symbol.asyncDispose]() {},
  }
}

const sandbox = { bubblewrap: undefined } as LabDeps['sandbox']
const waits = { initMs: 400, lastMs: 600, againMs: 200, quietMs: () => 100 }

async function verdictOn(launcher: Launcher, { workload, signal }: { readonly workload: string; readonly signal: AbortSignal }): Promise<LabVerdict> {
  const program = { language: 'javascript', style: 'maelstrom', source: '' } as const
  const run = { workload, nodes: 2, seconds: 1, rate: 20, faults: [], seed: 1, program }
  const last = (await Array.fromAsync(realRun(run, { sandbox, signal, launcher, waits, own: () => none }))).at(-1)
  assert.ok(last?.kind === 'verdict')
  return last
}

const echo = ({ echo: said }: Body): Body => ({ type: 'echo_ok', echo: said })
const isLast = (body: Body): boolean => body.echo === 'the end'

const rows: readonly (Standing & { readonly what: string; readonly tells: readonly [LabVerdict['result'], anomaly: string, words: RegExp] })[] = [
  { what: 'one that is ready late', answers: echo, initAfterMs: 1_000, withheld: 0.35, tells: ['pass', '', /^$/] },
  {
    what: 'one that is never ready',
    answers: echo,
    initAfterMs: 1e9,
    withheld: 0.5,
    tells: ['unknown', '', /^The machine was too busy with others for n0 to answer its first message\.$/],
  },
  { what: 'one that is never ready on a machine that has time', answers: echo, initAfterMs: 1e9, tells: ['fail', 'no-init', /in 0\.4 s/] },
  {
    what: 'one that does not answer in the end',
    answers: (body) => (isLast(body) ? undefined : echo(body)),
    withheld: 0.5,
    tells: ['unknown', '', /too busy with others for a verdict: echo was not answered .* Try again/],
  },
  {
    what: 'one that does not answer in the end on a machine that has time',
    answers: (body) => (isLast(body) ? undefined : echo(body)),
    tells: ['fail', 'no-progress', /everything had healed/],
  },
]

describe('of two nodes, where processors are with others', { concurrency: true }, () => {
  for (const { what, tells, ...how } of rows) {
    test(`${what} is told so or nothing`, { timeout: 60_000 }, async ({ signal }) => {
      const { result, anomaly, explanation } = await verdictOn(standing(how), { workload: 'echo', signal })
      assert.deepEqual([result, anomaly], tells.slice(0, 2), explanation)
      assert.match(explanation, tells[2])
    })
  }

  test('who has no leader at first is asked again', { timeout: 60_000 }, async ({ signal }) => {
    let refusals = 0
    const answers = (body: Body): Body => {
      if (!isLast(body) || refusals >= 4) return echo(body)
      refusals += 1
      return { type: 'error', code: 11, text: 'there is no leader now' }
    }
    const { result, explanation } = await verdictOn(standing({ answers }), { workload: 'echo', signal })
    assert.deepEqual([result, explanation, refusals], ['pass', '', 4])
  })

  for (const [where, withheld, result] of [
    ['may come late', 0.2, 'pass'],
    ['has its time on a machine that has time', 0, 'fail'],
  ] as const) {
    test(`what all know in the end ${where}`, { timeout: 60_000 }, async ({ signal }) => {
      const known: unknown[] = []
      const answers = ({ type, message }: Body, client: string): Body => {
        if (type === 'broadcast') known.push(message)
        // To nobody before the second of the last times.
        return type === 'read' ? { type: 'read_ok', messages: client.endsWith('.1') ? known : [] } : { type: `${type}_ok` }
      }
      const verdict = await verdictOn(standing({ answers, withheld }), { workload: 'broadcast', signal })
      assert.equal(verdict.result, result, verdict.explanation)
    })
  }

  test('too many messages are no fewer with more time', { timeout: 60_000 }, async ({ signal }) => {
    const known: unknown[] = []
    const answers = ({ type, message }: Body): Body => {
      if (type === 'broadcast') known.push(message)
      return type === 'read' ? { type: 'read_ok', messages: known } : { type: `${type}_ok` }
    }
    const launcher = standing({ answers, withheld: 0.5, chats: true })
    const { result, anomaly, explanation } = await verdictOn(launcher, { workload: 'broadcast-efficient', signal })
    assert.deepEqual([result, anomaly], ['fail', 'goal-missed'], explanation)
  })
})
