/** Sends what happened in a run as a file, no faster than its reader takes it. */
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Learner } from '@quint/auth/learner.ts'
import type { Response } from 'express'
import { begun } from '../http/begun.ts'
import type { LabOptions } from './following.ts'

export interface Wanted {
  readonly learner: Learner
  readonly runId: string
  /** Empty: everything, as lines of JSON. Else what this node logged, as text. */
  readonly node: string
  readonly response: Response
  readonly signal: AbortSignal
}

const longestMs = 5 * 60_000

export async function sendHistory({ runner }: Pick<LabOptions, 'runner'>, { learner, runId, node, response, signal }: Wanted): Promise<void> {
  // A refusal comes before the first byte, as a plain problem.
  const chunks = await begun(runner.streamLabHistory({ runId, node }, { signal, learnerToken: learner.token, deadline: longestMs }))
  const file = node === '' ? `run-${runId}.jsonl` : `run-${runId}-${node}.log`
  response
    .setHeader('Content-Type', node === '' ? 'application/jsonl; charset=utf-8' : 'text/plain; charset=utf-8')
    .setHeader('Content-Disposition', `attachment; filename="${file}"`)
  const all = async function* () {
    for await (const { chunk } of chunks) yield chunk
  }
  // A reader that leaves in the middle is nothing wrong.
  await pipeline(Readable.from(all()), response).catch((error: unknown) => {
    if (!response.destroyed && !signal.aborted) throw error
  })
}
