/** The services behind the gateway, as far as interviews need them: real gRPC servers, interviews in memory, an interviewer who says when a sentence left. */
import { setTimeout as delay } from 'node:timers/promises'
import { fakeSessions } from '@quint/gateway/interview/fake-sessions.ts'
import { HintsServiceDefinition } from '@quint/proto/gen/quint/hints/v1/hints.ts'
import { ConverseResponse, Spoken } from '@quint/proto/gen/quint/hints/v1/interviewer.ts'
import { SessionsServiceDefinition } from '@quint/proto/gen/quint/sessions/v1/sessions.ts'
import { serve } from '@quint/rpc/server.ts'
import { partly } from '@quint/rpc/testing.ts'
import { silentLog } from '@quint/runtime/log.ts'
import { nowMs } from '../statistics.ts'
import { answer } from '../worker.ts'

export type InterviewPeerTasks = typeof tasks

const owned = new AsyncDisposableStack()
const sentences = 4
const pauseMs = 150

const tasks = {
  async start(): Promise<{ sessions: string; hints: string }> {
    const options = { listen: '127.0.0.1:0', verifyService: async () => 'gateway', verifyLearner, log: silentLog, drainMs: 50 }
    const { implementation } = fakeSessions()
    const sessions = owned.use(await serve(SessionsServiceDefinition, partly(SessionsServiceDefinition, implementation), options))
    const hints = owned.use(await serve(HintsServiceDefinition, partly(HintsServiceDefinition, { converse }), options))
    return { sessions: sessions.address, hints: hints.address }
  },
}

/** Whoever asks is admitted: checking tokens is not this process's part in the measurement. */
async function verifyLearner(token: string) {
  const learner = { userId: 'bench', sessionId: 'bench', roles: [], emailVerified: true, timeZone: 'UTC', dayStartHour: 0 }
  return { ...learner, token, expiresAt: Number.MAX_SAFE_INTEGER }
}

async function* converse() {
  const text = 'A sentence as long as an interviewer would say it, about what you have just told and what you would do next.'
  for (let n = 0; n < sentences; n += 1) {
    await delay(pauseMs)
    yield ConverseResponse.fromPartial({ event: { $case: 'delta', value: { text: `${nowMs()} ${text}` } } })
  }
  yield { event: { $case: 'spoken' as const, value: Spoken.fromPartial({ text }) } }
}

answer(tasks, owned)
