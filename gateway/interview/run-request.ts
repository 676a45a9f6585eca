/** What the runner is asked about a program of an interview. */
import type { Interview } from '@quint/proto/gen/quint/hints/v1/interviewer.ts'
import { Limits, type RunCodeRequest } from '@quint/proto/gen/quint/runner/v1/runner.ts'
import type { InterviewEntry } from '@quint/proto/gen/quint/sessions/v1/interview.ts'

/** A problem of the bank has tests, its hidden ones for what is handed in; any other program is run with the input that the learner gave it last. */
export function runRequest({ kind, language, code, stdin }: InterviewEntry, interview: Interview | undefined): RunCodeRequest {
  const problemId = interview?.problem?.problemId ?? ''
  const tested = problemId !== '' && (kind === 'code_submission' || stdin === '')
  const given: RunCodeRequest['given'] = tested
    ? { $case: 'problemId', value: problemId }
    : { $case: 'stdin', value: kind === 'run' ? stdin : lastInput(interview) }
  return { language, code, given, limits: Limits.fromPartial({}), examplesOnly: kind === 'run' }
}

function lastInput(interview: Interview | undefined): string {
  return interview?.submissions.findLast(({ submitted, stdin }) => !submitted && stdin !== '')?.stdin ?? ''
}
