/** Running code: one program, its tests or a problem's, and which languages there are. */
import {
  Limits,
  type RunCodeRequest,
  type RunnerServiceDefinition,
  type RunResult,
  type TestResult,
} from '@quint/proto/gen/quint/runner/v1/runner.ts'
import type { RpcClient, RpcOptions } from '@quint/rpc/client.ts'
import { Failure } from '@quint/runtime/failure.ts'
import type { Limit } from '../http/limits.ts'
import { learnerRoute, openRoute, type Route } from '../http/route.ts'
import * as schema from './schema.ts'

export interface RunOptions {
  readonly runner: RpcClient<RunnerServiceDefinition>['call']
  readonly limit: Limit
}

/** Turns, compiling and every test. */
const runDeadlineMs = 90_000

export function runRoutes({ runner, limit }: RunOptions): readonly Route[] {
  return [
    learnerRoute({
      method: 'post',
      path: '/api/run',
      summary: "Run a program in a sandbox: with an input, against tests, or against a problem's examples; it ends when the client is gone",
      replies: [200, 'How it ended, what it printed, and each test'],
      idempotent: true,
      body: schema.run,
      async handle({ body, signal, effectId }, learner) {
        await limit.take(learner.userId)
        const options = { signal, learnerToken: learner.token, deadline: runDeadlineMs, ...(effectId === undefined ? {} : { effectId }) }
        return { status: 200, body: toBody(await resultOf(runner, toRequest(body), options)) }
      },
    }),
    openRoute({
      method: 'get',
      path: '/api/run/languages',
      summary: 'Which languages can be run here, and in which sandbox',
      replies: [200, 'Each language that Quint knows'],
      async handle({ signal }) {
        const { languages } = await runner.listLanguages({}, { signal })
        return {
          status: 200,
          body: { items: languages.map((one) => ({ ...one, sandbox: one.sandbox === '' ? null : one.sandbox })), nextCursor: null },
        }
      },
    }),
  ]
}

async function resultOf(
  runner: RunOptions['runner'],
  request: RunCodeRequest,
  options: RpcOptions & { readonly signal: AbortSignal },
): Promise<RunResult> {
  for await (const { event } of runner.runCode(request, options)) if (event?.$case === 'result') return event.value
  throw new Failure('unavailable', 'The run ended without a result.')
}

function toRequest({ language, code, stdin = '', tests, problemId, limits }: schema.RunBody): RunCodeRequest {
  const asked = { timeMs: limits?.timeMs ?? 0, memoryBytes: limits?.memoryBytes ?? 0 }
  return { language, code, given: toGiven(stdin, tests, problemId), limits: Limits.fromPartial(asked), examplesOnly: true }
}

function toGiven(stdin: string, tests: schema.RunBody['tests'], problemId: string | undefined): RunCodeRequest['given'] {
  if (problemId !== undefined) return { $case: 'problemId', value: problemId }
  return tests === undefined ? { $case: 'stdin', value: stdin } : { $case: 'tests', value: { tests } }
}

const status = (outcome: string): string => outcome.replace('OUTCOME_', '').toLowerCase()

function toBody({ runId, outcome, tests, testsTotal, testsPassed, ...rest }: RunResult) {
  const judged = testsTotal === 0 ? {} : { tests: tests.map(toTest), testsTotal, testsPassed }
  return { id: runId, status: status(outcome), ...rest, ...judged }
}

function toTest({ outcome, ...rest }: TestResult) {
  return { status: status(outcome), ...rest }
}
