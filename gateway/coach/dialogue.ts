/** A conversation with the coach over the socket: the learner's words go to sessions, the coach's come from hints, every open page of the learner is kept in step. */
import { randomUUID } from 'node:crypto'
import type { Board } from '@quint/cache/board.ts'
import type { TakeTurnResponse, TurnWords } from '@quint/proto/gen/quint/sessions/v1/sessions.ts'
import { Failure } from '@quint/runtime/failure.ts'
import type { z } from 'zod'
import type { Limit } from '../http/limits.ts'
import type { ChosenCoach } from '../identity/people/chosen-coach.ts'
import { openBeginnings } from '../socket/beginnings.ts'
import { type Connection, socketFeature } from '../socket/feature.ts'
import { dialogueContract, type takes, toMessage } from './dialogue-messages.ts'
import { statusName } from './mapping.ts'
import { countTurn } from './observed.ts'
import { algorithmOf, type CoachClients } from './routes.ts'

export interface DialogueOptions extends CoachClients {
  readonly chosenCoach: ChosenCoach
  /** Turns of one learner. */
  readonly turnLimit: Limit
  /** By which pages of one learner learn that a conversation has gone on in another. */
  readonly board: Board
  /** Told of the learner whose session has changed. */
  readonly changed: (userId: string) => Promise<void>
}

/** One conversation on one connection. */
interface Talk {
  readonly sessionId: string
  /** The last event that was sent. */
  seq: number
  /** What the coach asked last, once it has been sent whole. */
  asked: { readonly turn: number; readonly promptIndex: number; readonly knownLength: number } | undefined
  turn: number
  /** While the coach speaks, or it is found out whether they do. */
  speaking: AbortController | undefined
  spoken: Promise<void>
}

const turnDeadlineMs = 120_000
const mostTalks = 4

export function dialogueFeature(options: DialogueOptions) {
  return socketFeature({ ...dialogueContract, open: (connection) => open(connection, options) })
}

function open(connection: Connection, options: DialogueOptions) {
  const { sessions, turnLimit, changed } = options
  const me = randomUUID()
  const talks = new Map<string, Talk>()
  const beginnings = openBeginnings()
  const call = async () => ({ learnerToken: await connection.token(), signal: connection.signal })

  const begin = async (sessionId: string, after: number) => (await beginnings.run(sessionId, () => enter(sessionId, after))).followed
  const enter = async (sessionId: string, after: number): Promise<{ readonly followed: Promise<void> }> => {
    const state = await sessions.takeTurn({ sessionId }, await call())
    mustGoOn(state)
    const talk = talks.get(sessionId) ?? joined(sessionId)
    talk.speaking?.abort()
    Object.assign(talk, { seq: after, asked: undefined, turn: Math.floor(after / 1000), speaking: undefined })
    await connection.send(toState(state))
    return { followed: follow(talk, state) }
  }
  const joined = (sessionId: string): Talk => {
    if (talks.size >= mostTalks) throw new Failure('exhausted', 'Too many conversations at once: close a page.')
    const talk: Talk = { sessionId, seq: 0, asked: undefined, turn: 0, speaking: undefined, spoken: Promise.resolve() }
    talks.set(sessionId, talk)
    const watching = options.board.watch(sessionId, ({ text }) => void (text === me ? undefined : catchUp(talk)))
    connection.signal.addEventListener('abort', () => watching[Symbol.dispose](), { once: true })
    return talk
  }
  /** It went on in another page: this one goes on from what it has. */
  const catchUp = async (talk: Talk): Promise<void> => {
    if (talk.speaking !== undefined) return
    try {
      const state = await sessions.takeTurn({ sessionId: talk.sessionId }, await call())
      await connection.send(toState(state))
      await follow(talk, state)
    } catch {
      // The page reads on when it next says something.
    }
  }
  const follow = async (talk: Talk, state: TakeTurnResponse): Promise<void> => {
    const speaking = new AbortController()
    talk.speaking = speaking
    const ended = Promise.withResolvers<void>()
    talk.spoken = ended.promise
    try {
      await relay({ connection, options, talk, state, signal: AbortSignal.any([connection.signal, speaking.signal]) })
    } finally {
      if (talk.speaking === speaking) talk.speaking = undefined
      ended.resolve()
    }
  }

  return {
    async coach_start(message: z.infer<typeof takes.coach_start>) {
      if ('session_id' in message) return begin(message.session_id, 0)
      const { algorithm, request_id: effectId } = message
      const { session } = await sessions.startSession(
        { algorithm: algorithmOf(algorithm) },
        { ...(await call()), ...(effectId === undefined ? {} : { effectId }) },
      )
      await changed(connection.userId)
      await begin(session?.id ?? '', 0)
    },
    resume: (message: z.infer<typeof takes.resume>) => begin(message.session_id, message.last_seq),
    async coach_message(message: z.infer<typeof takes.coach_message>) {
      // A page that comes back may answer before it is known again what was asked.
      await beginnings.over(message.session_id)
      const talk = talks.get(message.session_id)
      await talk?.spoken
      const words = wordsFor(talk, message)
      await turnLimit.take(connection.userId)
      if (talk === undefined) return
      talk.asked = undefined
      const state = await sessions.takeTurn({ sessionId: talk.sessionId, words }, await call()).finally(() => changed(connection.userId))
      await connection.send(toHeard(state, { turn: message.turn, promptIndex: words.promptIndex }))
      await options.board.post(talk.sessionId, me)
      await follow(talk, state)
    },
    async coach_cancel(message: z.infer<typeof takes.coach_cancel>) {
      talks.get(message.session_id)?.speaking?.abort()
      await connection.send({ type: 'coach_paused', session_id: message.session_id })
    },
  }
}

interface Relaying {
  readonly connection: Connection
  readonly options: DialogueOptions
  readonly talk: Talk
  readonly state: TakeTurnResponse
  readonly signal: AbortSignal
}

/** One message from hints, one to the page; a page that does not read holds the coach up. */
async function relay({ connection, options, talk, state, signal }: Relaying): Promise<void> {
  const coach = await options.chosenCoach(connection.userId)
  const request = { sessionId: talk.sessionId, algorithm: state.algorithm, answers: state.answers, afterSeq: talk.seq, coach }
  const events = options.hints.streamDialogue(request, { signal, learnerToken: await connection.token(), deadline: turnDeadlineMs })
  const known = talk.seq
  try {
    for await (const response of events) {
      if (response.event?.$case === 'meta') {
        const { turn, promptIndex, knownLength } = response.event.value
        Object.assign(talk, { turn, asked: { turn, promptIndex, knownLength } })
      }
      if (response.seq <= known) continue
      if (response.event?.$case === 'done') countTurn(response.event.value.source)
      talk.seq = response.seq
      const message = toMessage(response, talk)
      if (message !== undefined) await connection.send(message)
      if (signal.aborted) return
    }
  } catch (error) {
    if (!signal.aborted) throw error
  }
}

function wordsFor(talk: Talk | undefined, { turn, text, time_spent_seconds: seconds = 0 }: z.infer<typeof takes.coach_message>): TurnWords {
  if (talk === undefined) throw new Failure('conflict', 'Start the conversation first, or resume it.')
  if (talk.speaking !== undefined) throw new Failure('conflict', 'The coach is still speaking.')
  if (talk.asked?.turn !== turn) throw new Failure('conflict', 'The conversation has gone on: resume it.')
  const { promptIndex, knownLength } = talk.asked
  if (promptIndex > 11) throw new Failure('conflict', 'Everything is said: ask for the hint.')
  return { promptIndex, knownLength, text, timeSpentSeconds: Math.round(seconds) }
}

function mustGoOn({ session }: TakeTurnResponse): void {
  if (session?.hintRequested === true) throw new Failure('conflict', 'A hint was asked for: the answers are final.')
  if (session !== undefined && statusName(session.status) !== 'in_progress') throw new Failure('conflict', 'This session has ended.')
}

function toHeard({ session }: TakeTurnResponse, { turn, promptIndex }: { readonly turn: number; readonly promptIndex: number }) {
  const { id = '', promptsCompleted = 0 } = session ?? {}
  return { type: 'coach_heard', session_id: id, turn, prompt_index: promptIndex, prompts_completed: promptsCompleted }
}

function toState({ session, answers }: TakeTurnResponse) {
  return {
    type: 'coach_state',
    session_id: session?.id ?? '',
    algorithm_title: session?.algorithmTitle ?? '',
    status: session === undefined ? 'in_progress' : statusName(session.status),
    prompts_completed: session?.promptsCompleted ?? 0,
    answers: answers.map(({ promptIndex, responseText }) => ({ prompt_index: promptIndex, text: responseText })),
  }
}
