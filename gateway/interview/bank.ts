/** Problems of the bank as the runner tells them, remembered for a while: what learners see, and what only the interviewer may know. */
import type { Interview, InterviewProblem } from '@quint/proto/gen/quint/hints/v1/interviewer.ts'
import type { GetProblemResponse, RunnerServiceDefinition } from '@quint/proto/gen/quint/runner/v1/runner.ts'
import { InterviewTask } from '@quint/proto/gen/quint/sessions/v1/interview.ts'
import type { RpcClient } from '@quint/rpc/client.ts'
import { Failure } from '@quint/runtime/failure.ts'

export interface Bank {
  /** Throws Failure('not_found') for a problem that is not there. */
  task(problemId: string, signal: AbortSignal): Promise<InterviewTask>
  /** With what only the bank knows; as it is when its problem is the learner's own. */
  complete(interview: Interview, signal: AbortSignal): Promise<Interview>
}

const keptMs = 600_000
const mostKept = 500

/** @param now milliseconds since the epoch. */
export function openBank(runner: RpcClient<RunnerServiceDefinition>['call'], now: () => number = Date.now): Bank {
  const kept = new Map<string, { readonly problem: GetProblemResponse; readonly until: number }>()
  const problemOf = async (problemId: string, signal: AbortSignal): Promise<GetProblemResponse> => {
    const known = kept.get(problemId)
    if (known !== undefined && known.until > now()) return known.problem
    const problem = await runner.getProblem({ problemId }, { signal })
    if (kept.size >= mostKept) kept.clear()
    kept.set(problemId, { problem, until: now() + keptMs })
    return problem
  }
  return {
    async task(problemId, signal) {
      const { summary, statement, constraints, examples, starters } = await problemOf(problemId, signal)
      if (summary === undefined) throw new Failure('not_found', 'There is no such problem.')
      const { title, difficulty, topics } = summary
      return InterviewTask.fromPartial({ problemId, title, statement, difficulty, topics, constraints, examples, starters })
    },
    async complete(interview, signal) {
      const { problem } = interview
      if (problem === undefined || problem.problemId === '') return interview
      return { ...interview, problem: withSecrets(problem, await problemOf(problem.problemId, signal)) }
    },
  }
}

function withSecrets(problem: InterviewProblem, known: GetProblemResponse): InterviewProblem {
  const { ambiguities, followUps, expectedTime, expectedSpace } = known
  return { ...problem, openPoints: ambiguities, followUps, expectedTime, expectedSpace }
}
