/** What is owed, done: the interviewer asked, the program run and measured, the review and the summary fetched. */
import type { HintsServiceDefinition } from '@quint/proto/gen/quint/hints/v1/hints.ts'
import { Cue, type Interview, type MeasuredComplexity, type Spoken } from '@quint/proto/gen/quint/hints/v1/interviewer.ts'
import { Outcome, type RunnerServiceDefinition, type RunResult } from '@quint/proto/gen/quint/runner/v1/runner.ts'
import type { ClaimDutyResponse, PayDutyRequest } from '@quint/proto/gen/quint/sessions/v1/interview.ts'
import type { RpcClient } from '@quint/rpc/client.ts'
import { Failure } from '@quint/runtime/failure.ts'
import type { Bank } from './bank.ts'
import { nameOf } from './mapping.ts'
import { runRequest } from './run-request.ts'
import { trimmed } from './trimmed.ts'

export interface PerformClients {
  readonly hints: RpcClient<HintsServiceDefinition>['call']
  readonly runner: RpcClient<RunnerServiceDefinition>['call']
  readonly bank: Bank
}

export interface Performance {
  readonly claim: ClaimDutyResponse
  readonly token: string
  /** Whom the learner wants asked. */
  readonly coach: string
  readonly signal: AbortSignal
  /** The text of the turn from there on. */
  readonly say: (from: number, text: string) => void
}

export type Payment = NonNullable<PayDutyRequest['with']>

/** A turn; a run with turns, compiling and tests; growth; a judgement. */
const deadlines = { turnMs: 90_000, runMs: 90_000, growthMs: 60_000, judgementMs: 90_000 }

export async function perform(clients: PerformClients, given: Performance): Promise<Payment> {
  const { duty } = given.claim
  switch (duty?.kind) {
    case 'reply':
      return { $case: 'reply', value: await reply(clients, given) }
    case 'run':
      return { $case: 'run', value: trimmed(await runProgram(clients, given)) }
    case 'review':
      return { $case: 'review', value: await review(clients, given) }
    case 'summary':
      return { $case: 'summary', value: await summarise(clients, given) }
    default:
      throw new Failure('invalid', 'Nothing of this kind is owed.')
  }
}

async function reply({ hints, bank }: PerformClients, { claim, token, coach, signal, say }: Performance): Promise<Spoken> {
  const interview = await bank.complete(known(claim.interview), signal)
  let text = claim.duty?.said ?? ''
  if (text !== '') say(0, text)
  const request = { interview, cue: claim.cue === Cue.UNSPECIFIED ? Cue.MESSAGE : claim.cue, saidSoFar: text, coach }
  for await (const { event } of hints.converse(request, { learnerToken: token, signal, deadline: deadlines.turnMs })) {
    if (event?.$case === 'delta') {
      say(text.length, event.value.text)
      text += event.value.text
    }
    if (event?.$case === 'retract') {
      text = text.slice(0, event.value.from)
      say(text.length, '')
    }
    if (event?.$case === 'spoken') return event.value
  }
  throw new Failure('unavailable', 'The interviewer broke off.')
}

async function runProgram({ runner }: PerformClients, { claim, token, signal }: Performance): Promise<RunResult> {
  const options = { learnerToken: token, signal, deadline: deadlines.runMs }
  for await (const { event } of runner.runCode(runRequest(known(claim.entry), claim.interview), options))
    if (event?.$case === 'result') return event.value
  throw new Failure('unavailable', 'The run ended without a result.')
}

async function review(clients: PerformClients, { claim, token, coach, signal }: Performance) {
  const given = upTo(known(claim.interview), known(claim.entry).submissionId)
  const measured = await growth(clients, { interview: given, token, signal })
  const submissions = given.submissions.map((one, index) => (index === given.submissions.length - 1 ? { ...one, measured } : one))
  const interview = await clients.bank.complete({ ...given, submissions }, signal)
  const { analysis } = await clients.hints.review({ interview, coach }, { learnerToken: token, signal, deadline: deadlines.judgementMs })
  if (analysis === undefined) throw new Failure('unavailable', 'There was no review.')
  return { analysis, measured }
}

/** Later programs have reviews of their own. */
function upTo(interview: Interview, submissionId: string): Interview {
  const last = interview.submissions.findIndex((one) => one.submissionId === submissionId)
  return { ...interview, submissions: last < 0 ? interview.submissions : interview.submissions.slice(0, last + 1) }
}

interface Measuring {
  readonly interview: Interview
  readonly token: string
  readonly signal: AbortSignal
}

const accepted = nameOf(Outcome.OK, 'OUTCOME_')

/** Only of what is right; a measurement that fails is none. */
async function growth({ runner }: PerformClients, { interview, token, signal }: Measuring): Promise<MeasuredComplexity | undefined> {
  const problemId = interview.problem?.problemId ?? ''
  const last = interview.submissions.at(-1)
  if (problemId === '' || last === undefined || last.outcome !== accepted) return undefined
  try {
    const { language, code } = last
    const options = { learnerToken: token, signal, deadline: deadlines.growthMs }
    for await (const { event } of runner.measureCode({ language, code, problemId }, options)) {
      if (event?.$case !== 'growth') continue
      const { time, space } = event.value
      return { time: time?.family ?? '', timeConfidence: time?.confidence ?? 0, space: space?.family ?? '', spaceConfidence: space?.confidence ?? 0 }
    }
  } catch (error) {
    if (signal.aborted || !(error instanceof Failure)) throw error
  }
  return undefined
}

async function summarise({ hints, bank }: PerformClients, { claim, token, coach, signal }: Performance) {
  const interview = await bank.complete(known(claim.interview), signal)
  const asked = { interview, earlier: claim.earlier, coach }
  const { summary } = await hints.summarise(asked, { learnerToken: token, signal, deadline: deadlines.judgementMs })
  if (summary === undefined) throw new Failure('unavailable', 'There was no summary.')
  return summary
}

function known<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Failure('unavailable', 'A part of the interview is missing.')
  return value
}
