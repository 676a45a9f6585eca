/** The services behind the gateway, as far as one streamed hint needs them: real gRPC servers with a hint that is ready. */
import { setTimeout as delay } from 'node:timers/promises'
import type { Learner } from '@quint/auth/learner.ts'
import { HintsServiceDefinition } from '@quint/proto/gen/quint/hints/v1/hints.ts'
import { SessionsServiceDefinition } from '@quint/proto/gen/quint/sessions/v1/sessions.ts'
import { serve } from '@quint/rpc/server.ts'
import { partly } from '@quint/rpc/testing.ts'
import { silentLog } from '@quint/runtime/log.ts'
import { algorithm, answers } from '../hint.ts'
import { answer } from '../worker.ts'

export type PeerTasks = typeof tasks

export interface PeerStream {
  readonly tokens: readonly string[]
  readonly everyMs: number
}

const owned = new AsyncDisposableStack()
let stream: PeerStream = { tokens: [], everyMs: 5 }

const tasks = {
  async start(): Promise<{ sessions: string; hints: string }> {
    const options = { listen: '127.0.0.1:0', verifyService: async () => 'gateway', verifyLearner, log: silentLog, drainMs: 50 }
    const sessions = owned.use(
      await serve(SessionsServiceDefinition, partly(SessionsServiceDefinition, { prepareHint: async () => ({ algorithm, answers }) }), options),
    )
    const hints = owned.use(await serve(HintsServiceDefinition, partly(HintsServiceDefinition, { streamHint }), options))
    return { sessions: sessions.address, hints: hints.address }
  },
  stream(next: PeerStream): void {
    stream = next
  },
}

/** Whoever asks is admitted: checking tokens is not this process's part in the measurement. */
async function verifyLearner(token: string): Promise<Learner> {
  return {
    userId: 'bench',
    sessionId: 'bench',
    roles: [],
    emailVerified: true,
    timeZone: 'UTC',
    dayStartHour: 0,
    token,
    expiresAt: Number.MAX_SAFE_INTEGER,
  }
}

async function* streamHint() {
  let n = 0
  for (const text of stream.tokens) {
    await delay(stream.everyMs)
    yield { eventId: `019a0000-0000-7000-8000-000000000000:${n}`, event: { $case: 'token' as const, value: { text } } }
    n += 1
  }
}

answer(tasks, owned)
