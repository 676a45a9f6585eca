/** An interview as this gateway holds it open: its pages, what is being said, and what this gateway does for it. Other gateways hear by the board. */
import type { Board } from '@quint/cache/board.ts'
import type { InterviewRecord, InterviewStep } from '@quint/proto/gen/quint/sessions/v1/interview.ts'
import type { SessionsServiceDefinition } from '@quint/proto/gen/quint/sessions/v1/sessions.ts'
import type { RpcClient } from '@quint/rpc/client.ts'
import { Failure } from '@quint/runtime/failure.ts'
import type { Log } from '@quint/runtime/log.ts'
import type { ChosenCoach } from '../identity/people/chosen-coach.ts'
import { openAlarms } from './alarms.ts'
import { openAudience } from './audience.ts'
import { type Driver, openDriver } from './driver.ts'
import { toState } from './entry-message.ts'
import { toPage } from './numbering.ts'
import type { Duty } from './observed.ts'
import type { PerformClients } from './perform.ts'
import { openPostbox, type Post, type Shown } from './postbox.ts'
import type { News, Seat } from './seat.ts'
import { openSpeech, type Speech } from './speech.ts'

export interface RoomOptions {
  readonly sessions: RpcClient<SessionsServiceDefinition>['call']
  readonly clients: PerformClients
  readonly chosenCoach: ChosenCoach
  readonly board: Board
  readonly leaving: AbortSignal
  readonly log: Log
}

export interface Room {
  /** Begins with how it stands, and with what the page has missed. */
  enter(seat: Seat, step: InterviewStep): void
  leave(seat: Seat): void
  /** Something came of a call: every page is told, and what is owed is done. */
  arrived(step: InterviewStep): void
  refresh(): Promise<void>
  missed(afterSeq: number): Promise<News>
  show(from: Seat, shown: Shown): void
  /** A page did not get what it missed. */
  lost(seat: Seat): void
}

/** Before it is tried again to read it. */
const longMs = 1000

/** @param closed when the last page has left and nothing is in hand. */
export function openRoom(interviewId: string, { closed, ...options }: RoomOptions & { readonly closed: () => void }): Room {
  const audience = openAudience(interviewId)
  const speech = openSpeech((seq, from, text) => audience.tell('ai_delta', { about_seq: toPage(seq), from, text }))
  let newest = 0
  const alarms = openAlarms(() => void (audience.empty() || options.leaving.aborted ? undefined : refresh()))

  const read = async (afterSeq: number): Promise<Whole> =>
    whole((await options.sessions.readInterview({ interviewId, afterSeq }, { learnerToken: await audience.token() })).step)
  const take = (step: InterviewStep): void => {
    const { interview, entries, duties, silenceMs } = whole(step)
    newest = Math.max(newest, interview.lastSeq)
    speech.done(entries)
    audience.deliver({ interview, entries })
    alarms.expect(interview, silenceMs)
    driver.look(duties)
  }
  const refresh = async (): Promise<void> => {
    const step = await read(newest).catch(missingOr(() => alarms.again(longMs)))
    if (step !== undefined) take(step)
  }
  const hear = async (post: Post): Promise<void> => {
    if (post.kind === 'news') await refresh()
    if (post.kind === 'said') speech.said(post.seq, post.from, post.text)
    if (post.kind === 'shown') audience.tell('cursor', post.shown)
  }
  const postbox = openPostbox(options.board, { interviewId, hear })
  let shut = false
  const close = (): void => {
    if (shut || !audience.empty() || driver.busy()) return
    shut = true
    for (const part of [alarms, postbox]) part[Symbol.dispose]()
    closed()
  }
  const arrived = (step: InterviewStep): void => {
    // The call outlived the room: another one goes on.
    if (!shut) take(step)
    postbox.send({ kind: 'news' })
    close()
  }
  const driver: Driver = openDriver({
    ...options,
    interviewId,
    audience,
    again: alarms.again,
    arrived,
    idle: close,
    said(seq, from, text) {
      speech.said(seq, from, text)
      postbox.send({ kind: 'said', seq, from, text })
    },
    troubled: (kind) => audience.tell('error', { code: 'unavailable', message: troubles[kind] }),
    released: () => postbox.send({ kind: 'news' }),
  })
  return {
    arrived,
    refresh,
    missed: read,
    enter(seat, step) {
      audience.add(seat)
      greet(seat, { step: whole(step), speech })
      take(step)
    },
    leave(seat) {
      audience.remove(seat)
      close()
    },
    show(from, shown) {
      audience.tell('cursor', shown, from)
      postbox.send({ kind: 'shown', shown })
    },
    lost(seat) {
      newest = Math.min(newest, seat.kept())
      alarms.again(longMs)
    },
  }
}

/** What could not be read is read again, unless it is not there any more. */
function missingOr(again: () => void): (error: unknown) => undefined {
  return (error) => {
    if (!(error instanceof Failure && error.code === 'not_found')) again()
    return undefined
  }
}

/** How it stands, what was missed, and what is being said. */
function greet(seat: Seat, { step, speech }: { readonly step: Whole; readonly speech: Speech }): void {
  const { interview, entries, duties } = step
  const owed = duties.map(({ kind }) => kind)
  seat.tell(toState(interview, owed))
  seat.deliver({ interview, entries })
  for (const [seq, text] of speech.now(duties)) seat.tell({ type: 'ai_delta', interview_id: interview.id, about_seq: toPage(seq), from: 0, text })
}

const troubles: Readonly<Record<Duty, string>> = {
  reply: 'The interviewer is not available right now: the answer comes by itself.',
  run: 'Code cannot be run right now: it is tried again by itself.',
  review: 'The review takes longer: it comes by itself.',
  summary: 'The summary takes longer: it comes by itself.',
}

interface Whole extends InterviewStep {
  readonly interview: InterviewRecord
}

function whole({ interview, entries = [], duties = [], silenceMs = 0 }: Partial<InterviewStep> = {}): Whole {
  if (interview === undefined) throw new Failure('unavailable', 'The interview could not be read.')
  return { interview, entries, duties, silenceMs }
}
