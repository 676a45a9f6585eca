/** Does what is owed in one interview: takes it on, says that it is still at it, and hands in what came of it; whatever fails is tried again. */
import { randomUUID } from 'node:crypto'
import { Cue, Spoken } from '@quint/proto/gen/quint/hints/v1/interviewer.ts'
import type { ClaimDutyResponse, InterviewDuty, InterviewStep } from '@quint/proto/gen/quint/sessions/v1/interview.ts'
import type { SessionsServiceDefinition } from '@quint/proto/gen/quint/sessions/v1/sessions.ts'
import type { RpcClient } from '@quint/rpc/client.ts'
import { Failure, isAway } from '@quint/runtime/failure.ts'
import type { Log } from '@quint/runtime/log.ts'
import { sleep } from '@quint/runtime/sleep.ts'
import type { ChosenCoach } from '../identity/people/chosen-coach.ts'
import type { Audience } from './audience.ts'
import { countDuty, type Duty, duties } from './observed.ts'
import { type Payment, type PerformClients, perform } from './perform.ts'

export interface DriverOptions {
  readonly interviewId: string
  readonly sessions: RpcClient<SessionsServiceDefinition>['call']
  readonly clients: PerformClients
  readonly leaving: AbortSignal
  readonly log: Log
  readonly audience: Pick<Audience, 'token' | 'userId'>
  readonly chosenCoach: ChosenCoach
  /** The text of the turn that answers an entry, from there on. */
  readonly said: (seq: number, from: number, text: string) => void
  readonly arrived: (step: InterviewStep) => void
  /** Nothing came of it here. */
  readonly idle: () => void
  /** Look again after so many milliseconds. */
  readonly again: (ms: number) => void
  /** It takes longer than it should; said once for each entry. */
  readonly troubled: (kind: Duty) => void
  /** It was let go of: others may go on at once. */
  readonly released: () => void
}

export interface Driver {
  look(duties: readonly InterviewDuty[]): void
  busy(): boolean
}

/** A third of the time after which others take over. */
const holdEveryMs = 2000
const mostTries = 5
const longestPauseMs = 8000

export function openDriver(options: DriverOptions): Driver {
  const working = new Set<number>()
  const tries = new Map<number, number>()

  const work = async (seq: number): Promise<void> => {
    working.add(seq)
    try {
      const step = await once(options, seq, tries.get(seq) ?? 0)
      working.delete(seq)
      tries.delete(seq)
      if (step === undefined) options.idle()
      else options.arrived(step)
    } catch (error) {
      working.delete(seq)
      if (options.leaving.aborted) return options.idle()
      const tried = (tries.get(seq) ?? 0) + 1
      tries.set(seq, tried)
      if (!(error instanceof Failure)) options.log.error('what was owed in an interview failed unexpectedly', error)
      options.again(Math.min(longestPauseMs, 500 * 2 ** tried))
      options.idle()
    }
  }

  return {
    look(duties) {
      for (const { seq, heldMs, waits } of duties) {
        if (waits || working.has(seq) || options.leaving.aborted) continue
        if (heldMs > 0) options.again(heldMs + 50)
        else void work(seq)
      }
    },
    busy: () => working.size > 0,
  }
}

/** @returns undefined when it is somebody else's, for now or for good. */
async function once(options: DriverOptions, seq: number, tried: number): Promise<InterviewStep | undefined> {
  const { interviewId, sessions, audience, again } = options
  const driver = randomUUID()
  const learnerToken = await audience.token()
  const claim = await sessions.claimDuty({ interviewId, seq, driver }, { learnerToken })
  if (!claim.granted) {
    again(claim.heldMs + 50)
    return undefined
  }
  const kind = dutyOf(claim)
  const begun = performance.now()
  const holding = hold(options, { seq, driver, learnerToken, claim })
  try {
    const payment = await paymentFor(options, { claim, learnerToken, holding, seq })
    const step = await handIn(options, { seq, driver, learnerToken, payment, afterSeq: seq })
    countDuty(kind, payment.$case === 'failure' ? 'failed' : 'done', (performance.now() - begun) / 1000)
    return step
  } catch (error) {
    countDuty(kind, options.leaving.aborted ? 'handed_over' : 'put_off', (performance.now() - begun) / 1000)
    await holding.release()
    options.released()
    if (error instanceof Failure && error.code === 'conflict') {
      again(holdEveryMs)
      return undefined
    }
    return failed(options, { seq, tried, learnerToken, kind, unasked: claim.cue === Cue.SILENCE, error })
  } finally {
    holding.end()
  }
}

interface FailedOnce extends GivenUp {
  readonly tried: number
  readonly error: unknown
}

/** Throws it, so that it is tried again, or gives up. */
function failed(options: DriverOptions, { tried, error, ...given }: FailedOnce): Promise<InterviewStep | undefined> {
  if (tried === 1) options.troubled(given.kind)
  if (given.kind === 'summary' || options.leaving.aborted || tried < (given.unasked ? 0 : mostTries)) throw error
  options.log.warn('what was owed in an interview was given up', { kind: given.kind })
  return giveUp(options, given)
}

interface Holding {
  readonly signal: AbortSignal
  /** For everybody: the turn so far. */
  readonly say: (from: number, text: string) => void
  release(): Promise<void>
  end(): void
}

interface Held {
  readonly seq: number
  readonly driver: string
  readonly learnerToken: string
  readonly claim: ClaimDutyResponse
}

/** Until its end, others are told now and then that somebody is at it, and how far. */
function hold({ sessions, interviewId, leaving, said }: DriverOptions, { seq, driver, learnerToken, claim }: Held): Holding {
  const lost = new AbortController()
  let text = claim.duty?.said ?? ''
  let last: Promise<void> = Promise.resolve()
  let waiting = false
  const send = async (release: boolean): Promise<void> => {
    waiting = false
    try {
      const { held } = await sessions.holdDuty({ interviewId, seq, driver, said: text, release }, { learnerToken, deadline: 2000 })
      if (!held) lost.abort()
    } catch {
      // The next word may come through; without any, somebody else takes over.
    }
  }
  /** One after another; what is said while one is under way goes with the next. */
  const tell = (release: boolean): Promise<void> => {
    if (waiting && !release) return last
    waiting = true
    last = last.then(() => send(release))
    return last
  }
  const timer = setInterval(() => void tell(false), holdEveryMs)
  return {
    signal: AbortSignal.any([lost.signal, leaving]),
    say(from, more) {
      text = text.slice(0, from) + more
      said(seq, from, more)
      void tell(false)
    },
    release: () => (lost.signal.aborted ? Promise.resolve() : tell(true)),
    end: () => clearInterval(timer),
  }
}

interface Doing {
  readonly claim: ClaimDutyResponse
  readonly learnerToken: string
  readonly holding: Holding
  readonly seq: number
}

/** What no try will change is said to the learner. */
async function paymentFor({ clients, audience, chosenCoach }: DriverOptions, { claim, learnerToken, holding }: Doing): Promise<Payment> {
  const { signal, say } = holding
  try {
    const coach = await chosenCoach(audience.userId())
    return await perform(clients, { claim, token: learnerToken, coach, signal, say })
  } catch (error) {
    if (claim.duty?.kind === 'summary' || !(error instanceof Failure) || error.code !== 'invalid') throw error
    return { $case: 'failure', value: error.message }
  }
}

interface HandingIn {
  readonly seq: number
  readonly driver: string
  readonly learnerToken: string
  readonly payment: Payment
  readonly afterSeq: number
}

/** It is there: it is not done again because sessions is away for a moment. */
async function handIn({ sessions, interviewId, leaving }: DriverOptions, given: HandingIn): Promise<InterviewStep | undefined> {
  const { seq, driver, learnerToken, payment, afterSeq } = given
  for (let attempt = 0; ; attempt += 1) {
    try {
      const { step } = await sessions.payDuty({ interviewId, seq, driver, afterSeq, with: payment }, { learnerToken })
      return step
    } catch (error) {
      const passing = isAway(error)
      if (!passing || attempt >= 3) throw error
      await sleep(300 * 2 ** attempt, leaving)
    }
  }
}

function dutyOf({ duty }: ClaimDutyResponse): Duty {
  const kind = duties.find((one) => one === duty?.kind)
  if (kind === undefined) throw new Failure('invalid', 'Nothing of this kind is owed.')
  return kind
}

const sentences: Readonly<Record<string, string>> = {
  reply: 'The interviewer has no answer right now. Go on, or say it again in a moment.',
  run: 'Code cannot be run right now. Try again in a minute.',
  review: 'Your code could not be reviewed right now. Hand it in again in a minute.',
}

interface GivenUp {
  readonly seq: number
  readonly learnerToken: string
  readonly kind: Duty
  /** Nobody waits for it. */
  readonly unasked: boolean
}

/** So that the rest goes on. */
async function giveUp(options: DriverOptions, { seq, learnerToken, kind, unasked }: GivenUp): Promise<InterviewStep | undefined> {
  const { sessions, interviewId } = options
  const driver = randomUUID()
  const { granted } = await sessions.claimDuty({ interviewId, seq, driver }, { learnerToken })
  if (!granted) return undefined
  const payment: Payment = unasked
    ? { $case: 'reply', value: Spoken.fromPartial({}) }
    : { $case: 'failure', value: sentences[kind] ?? 'That did not work.' }
  return handIn(options, { seq, driver, learnerToken, payment, afterSeq: seq })
}
