/** The contract's calls, one function each: messages in, domain, messages out. */
import type { Database } from '@quint/db/database.ts'
import { type Held, heldPieces, heldTables } from '@quint/db/held.ts'
import type { RunnerServiceImplementation } from '@quint/proto/gen/quint/runner/v1/runner.ts'
import { effectIdOf, learnerOf } from '@quint/rpc/server.ts'
import { uuidv7 } from '@quint/runtime/uuid.ts'
import { bank } from './bank/bank.ts'
import { designCalls } from './build/calls.ts'
import type { SubmissionDeps } from './build/submission/rpc.ts'
import { type LabCallsDeps, labCalls } from './lab/service/rpc.ts'
import { measureCode } from './run/growth.ts'
import { checkedProblem, checkedRun } from './run/request.ts'
import { type Result, type Runner, runCode } from './run/run.ts'
import { statsOf } from './stats-store.ts'
import { heldRuns, insertRun } from './store.ts'
import { passed, toEvent, toGrowth, toLanguage, toProblem, toSummary } from './wire.ts'

export interface RpcDeps {
  readonly database: Database
  readonly runner: Runner
  readonly lab: LabCallsDeps
  readonly designs: SubmissionDeps
}

/** Beside the runs of code. */
const held: readonly Held[] = [
  // The outcome stands among the pieces, too.
  { table: 'lab_runs', key: 'id', without: ['job_id', 'attempt', 'pieces', 'outcome'], rowsAtOnce: 100 },
  { table: 'lab_pieces', key: ['run_id', 'place'], without: [], rowsAtOnce: 8 },
  { table: 'lab_bests', key: 'workload', without: [] },
  { table: 'lab_members', key: 'user_id', without: ['mark'] },
  { table: 'submissions', key: 'id', without: ['job_id', 'namespace'], rowsAtOnce: 100 },
  { table: 'trial_events', key: ['submission_id', 'seq'], without: [], rowsAtOnce: 100 },
  // Plans and states are the operator's; a token is nobody's to keep.
  {
    table: 'clouds',
    key: 'id',
    without: [
      'namespace',
      'detail',
      'module',
      'plan',
      'plan_digest',
      'plan_text',
      'locks',
      'state_file',
      'outputs',
      'attempt',
      'failures',
      'run_at',
      'leased_until',
    ],
    rowsAtOnce: 20,
  },
  { table: 'assets', key: 'id', without: [], rowsAtOnce: 100 },
  { table: 'design_audit', key: 'id', without: [] },
]

export function rpc({ database, runner, lab, designs }: RpcDeps): RunnerServiceImplementation {
  const remember = ({ userId, runId, run, result }: { userId: string; runId: string; run: ReturnType<typeof checkedRun>; result: Result }) =>
    database.asLearner(userId, (tx) =>
      insertRun(tx, {
        id: runId,
        userId,
        language: run.program.language,
        problemId: run.given.kind === 'problem' ? run.given.problem.id : '',
        sandbox: result.sandbox,
        outcome: result.verdict,
        testsPassed: passed(result.tests),
        testsTotal: result.total,
        timeMs: result.outcome?.timeMs ?? 0,
        memoryBytes: result.outcome?.memoryBytes ?? 0,
      }),
    )
  return {
    ...labCalls(lab),
    ...designCalls(designs),
    getStats: (_request, context) => statsOf(database, learnerOf(context).userId),
    async *runCode(request, context) {
      const { userId } = learnerOf(context)
      const run = checkedRun(request)
      const runId = effectIdOf(context) ?? uuidv7()
      for await (const event of runCode(runner, { learner: userId, run, signal: context.signal })) {
        if (event.kind === 'result' && event.result.verdict !== 'unavailable') await remember({ userId, runId, run, result: event.result })
        yield toEvent(event, runId)
      }
    },
    async *measureCode(request, context) {
      const { userId } = learnerOf(context)
      for await (const one of measureCode(runner, { learner: userId, request, signal: context.signal })) {
        if (!('by' in one)) {
          yield { event: { $case: 'point', value: { ...one, allocatedBytes: Math.round(one.allocatedBytes) } } }
          continue
        }
        const { complexity } = checkedProblem(request.problemId)
        const expected = { expectedTime: complexity.time, expectedSpace: complexity.space }
        yield { event: { $case: 'growth', value: { time: toGrowth(one.time, one.by), space: toGrowth(one.space, 'bytes'), ...expected } } }
      }
    },
    async listLanguages() {
      // Whoever asks what can be run is about to run something.
      runner.sandbox.prepare()
      return { languages: runner.sandbox.report().map(toLanguage) }
    },
    async listProblems({ topic, difficulty }) {
      const wanted = bank.filter(
        (problem) => (topic === '' || problem.topics.some((one) => one === topic)) && (difficulty === '' || problem.difficulty === difficulty),
      )
      return { problems: wanted.map(toSummary) }
    },
    async getProblem({ problemId }) {
      return toProblem(checkedProblem(problemId))
    },
    async *streamExport(_request, context) {
      const { userId } = learnerOf(context)
      for await (const json of heldPieces([['runs', heldRuns(database, userId)], ...heldTables(database, held, userId)])) yield { json }
    },
  }
}
