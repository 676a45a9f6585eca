/** Two thousand open interviews at one gateway, five hundred of them talking: its memory, and how long a sentence takes through it. */
import { register } from '../learner.ts'
import type { Row } from '../row.ts'
import { percentile } from '../statistics.ts'
import { startWorker, type WorkerOptions } from '../worker.ts'
import type { GatewayTasks } from '../workers/gateway.ts'
import type { InterviewCrowdTasks } from '../workers/interview-crowd.ts'
import type { InterviewPeerTasks } from '../workers/interview-peer.ts'

const learners = 25
const interviews = 2000
const talkers = 500
/** Each of them says something as often, which is more often than people do. */
const everyMs = 10_000
const rounds = 3

export async function interviewRows(options: WorkerOptions): Promise<Row[]> {
  await using gateway = startWorker<GatewayTasks>('gateway', options, { nodeOptions: ['--expose-gc'] })
  await using peer = startWorker<InterviewPeerTasks>('interview-peer', options)
  await using crowd = startWorker<InterviewCrowdTasks>('interview-crowd', options)
  const { url } = await gateway.ask('start', await peer.ask('start'))
  const tokens: string[] = []
  for (let number = 0; number < learners; number += 1) tokens.push((await register(url, number)).token)
  const before = await gateway.ask('resident')
  const open = await crowd.ask('open', { url, tokens, count: interviews })
  if (open !== interviews) throw new Error(`${open} of ${interviews} interviews were open`)
  const waits: number[] = []
  for (let round = 0; round < rounds; round += 1) waits.push(...(await crowd.ask('talk', { talkers, overMs: everyMs })))
  const after = await gateway.ask('resident')
  const mib = (bytes: number): number => bytes / 2 ** 20
  return [
    {
      name: '2,000 open interviews, 500 of them talking: resident memory of the gateway',
      measured: mib(after.rss),
      unit: 'MiB',
      atMost: 1536,
      note: `${mib(before.rss).toFixed(0)} MiB without any; each of the 500 speaks every ${everyMs / 1000} s`,
    },
    {
      name: 'A sentence of the interviewer through the gateway to its page, p95, with 2,000 interviews open',
      measured: percentile(waits, 0.95),
      unit: 'ms',
      atMost: 50,
      note: `median ${percentile(waits, 0.5).toFixed(1)} ms; ${waits.length} sentences; until hints lets one go, see the whole path`,
    },
  ]
}
