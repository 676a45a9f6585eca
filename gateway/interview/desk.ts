/** One connection's place in interviews: at most one at a time, entered by beginning or by coming back. */
import { personaFromJSON } from '@quint/proto/gen/quint/hints/v1/interviewer.ts'
import { type InterviewStep, TellInterviewRequest } from '@quint/proto/gen/quint/sessions/v1/interview.ts'
import type { SessionsServiceDefinition } from '@quint/proto/gen/quint/sessions/v1/sessions.ts'
import type { RpcClient } from '@quint/rpc/client.ts'
import { Failure } from '@quint/runtime/failure.ts'
import type { Limit } from '../http/limits.ts'
import { oneAtATime } from '../one-at-a-time.ts'
import { openBeginnings } from '../socket/beginnings.ts'
import type { Connection } from '../socket/feature.ts'
import type { Bank } from './bank.ts'
import { type Language, languages } from './languages.ts'
import { entryOf } from './numbering.ts'
import { countMessage, type LearnerKind } from './observed.ts'
import type { Room } from './room.ts'
import type { Rooms } from './rooms.ts'
import { openSeat, type Seat } from './seat.ts'

export interface DeskOptions {
  readonly sessions: RpcClient<SessionsServiceDefinition>['call']
  readonly bank: Bank
  readonly rooms: Rooms
  /** Of one learner: interviews begun, words said, programs run. */
  readonly limits: { readonly starts: Limit; readonly turns: Limit; readonly runs: Limit }
}

export interface Beginning {
  readonly problem_id?: string | undefined
  readonly language?: Language | undefined
  readonly persona?: string | undefined
  readonly duration_minutes?: number | undefined
  readonly request_id?: string | undefined
}

/** Where a page is. */
export interface Place {
  readonly interviewId: string
  readonly language: Language
  readonly room: Room
  readonly seat: Seat
}

export interface Desk {
  begin(given: Beginning): Promise<void>
  resume(interviewId: string, lastSeq: number): Promise<void>
  /** Whether it is in an interview that is not over. */
  busy(): Promise<boolean>
  /** Throws Failure('conflict') outside of an interview, or in another one than was asked for. */
  here(asked: string | undefined): Promise<Place>
  tell(given: Partial<TellInterviewRequest> & { readonly kind: LearnerKind }, asked: string | undefined): Promise<void>
  keepDraft(place: Place, draft: { readonly language: Language; readonly code: string }): Promise<void>
  /** The learner is at it, with nothing to keep. */
  keepActive(place: Place): Promise<void>
}

/** Whoever writes is not asked more often whether they still do. */
const activeEveryMs = 10_000

const usualLanguage: Language = 'python'

/** A connection is in one interview at a time. */
const entrance = 'entrance'

export function openDesk(connection: Connection, { sessions, bank, rooms, limits }: DeskOptions): Desk {
  let place: Place | undefined
  const beginnings = openBeginnings()
  const now = (): number => performance.now()
  let activeAt = -activeEveryMs
  // What a page writes and says is kept in the order in which it was sent: who ends an interview has written the last line before.
  const inTurn = oneAtATime()
  const call = async () => ({ learnerToken: await connection.token(), signal: connection.signal })
  const leave = (): void => {
    place?.room.leave(place.seat)
    place = undefined
    activeAt = -activeEveryMs
  }
  connection.signal.addEventListener('abort', leave, { once: true })

  const enter = (step: InterviewStep | undefined, lastSeq: number): void => {
    const interview = step?.interview
    if (step === undefined || interview === undefined) throw new Failure('unavailable', 'The interview could not be read.')
    if (connection.signal.aborted) return
    leave()
    const room = rooms.of(interview.id)
    const seat: Seat = openSeat({ connection, lastSeq, missed: room.missed, lost: () => room.lost(seat) })
    const language = languages.find((one) => one === interview.language) ?? usualLanguage
    place = { interviewId: interview.id, language, room, seat }
    room.enter(seat, step)
  }
  const here = async (asked: string | undefined): Promise<Place> => {
    await beginnings.over(entrance)
    if (place === undefined) throw new Failure('conflict', 'There is no interview yet: describe a problem, start one or resume one.')
    if (asked !== undefined && asked !== place.interviewId)
      throw new Failure('conflict', 'This page is in another interview: resume the one you mean.')
    return place
  }
  return {
    here,
    async busy() {
      await beginnings.over(entrance)
      return place !== undefined && !place.seat.over()
    },
    begin: (given) =>
      beginnings.run(entrance, async () => {
        await limits.starts.take(connection.userId)
        const { request_id: effectId } = given
        const request = await wishOf(given, { bank, signal: connection.signal })
        const { step } = await sessions.startInterview(request, { ...(await call()), ...(effectId === undefined ? {} : { effectId }) })
        // Begun again by the same request: it is there already.
        if (step !== undefined && place?.interviewId === step.interview?.id) place?.room.arrived(step)
        else enter(step, 0)
      }),
    resume: (interviewId, lastSeq) =>
      beginnings.run(entrance, async () => {
        const { step } = await sessions.readInterview({ interviewId, afterSeq: entryOf(lastSeq) }, await call())
        enter(step, lastSeq)
      }),
    async tell(given, asked) {
      const { interviewId, room, seat } = await here(asked)
      countMessage(given.kind)
      try {
        const request = (): TellInterviewRequest => TellInterviewRequest.fromPartial({ ...given, interviewId, afterSeq: seat.kept() })
        const { step } = await inTurn(interviewId, async () => sessions.tellInterview(request(), await call()))
        if (step !== undefined) room.arrived(step)
      } catch (error) {
        // It has gone on in another page, or its time was up.
        if (error instanceof Failure && error.code === 'conflict') await room.refresh()
        throw error
      }
    },
    async keepDraft({ interviewId }, draft) {
      activeAt = now()
      await inTurn(interviewId, async () => sessions.keepDraft({ interviewId, ...draft, unchanged: false }, await call()))
    },
    async keepActive({ interviewId, language }) {
      if (now() - activeAt < activeEveryMs) return
      activeAt = now()
      await sessions.keepDraft({ interviewId, language, code: '', unchanged: true }, await call())
    },
  }
}

async function wishOf(given: Beginning, { bank, signal }: { readonly bank: Bank; readonly signal: AbortSignal }) {
  const { problem_id: problemId, language = usualLanguage, persona, duration_minutes: durationMinutes = 0 } = given
  const task = problemId === undefined ? undefined : await bank.task(problemId, signal)
  return { task, language, persona: personaFromJSON(persona === undefined ? 0 : `PERSONA_${persona.toUpperCase()}`), durationMinutes }
}
