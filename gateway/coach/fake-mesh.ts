/** Sessions and hints for tests, behind the real contracts: a learner's own sessions in memory, and hints that the test scripts. */
import { Element } from '@quint/proto/gen/quint/coach/v1/coach.ts'
import type {
  HintsServiceImplementation,
  StreamDialogueRequest,
  StreamDialogueResponse,
  StreamHintRequest,
  StreamHintResponse,
} from '@quint/proto/gen/quint/hints/v1/hints.ts'
import { type Prompt, type Session, SessionStatus, type SessionsServiceImplementation } from '@quint/proto/gen/quint/sessions/v1/sessions.ts'
import { learnerOf } from '@quint/rpc/server.ts'
import { Failure } from '@quint/runtime/failure.ts'
import { uuidv7 } from '@quint/runtime/uuid.ts'

type Context = Parameters<typeof learnerOf>[0]
type Mutable<T> = { -readonly [Key in keyof T]: T[Key] }
type Held = { readonly session: Mutable<Session>; readonly answers: string[]; finalResponse: string }

const elements = [Element.EARTH, Element.FIRE, Element.AIR, Element.WATER]
const elementAt = (index: number): Element => elements[Math.floor(index / 3)] ?? Element.UNSPECIFIED

function promptAt(index: number): Prompt {
  return { index, element: elementAt(index), subElement: `${(index % 3) + 1}.0`, text: `Prompt ${index}`, guidance: 'Think.' }
}

export function fakeSessions() {
  const held = new Map<string, Held>()
  const find = (sessionId: string, context: Context): Held => {
    const found = held.get(sessionId)
    if (found?.session.userId !== learnerOf(context).userId) throw new Failure('not_found', 'There is no such session.')
    return found
  }
  const mine = (context: Context) =>
    [...held.values()].map(({ session }) => session).filter((session) => session.userId === learnerOf(context).userId)
  return {
    ...answering(held, find),
    async abandonSession({ sessionId }, context) {
      const { session } = find(sessionId, context)
      session.status = SessionStatus.ABANDONED
      return { session }
    },
    async getSession({ sessionId }, context) {
      const { session, answers, finalResponse } = find(sessionId, context)
      const responses = answers.map((responseText, promptIndex) => ({
        promptIndex,
        responseText,
        element: elementAt(promptIndex),
        subElement: '1.0',
      }))
      return {
        session,
        algorithm: { title: session.algorithmTitle },
        prompts: answers.map((_text, index) => promptAt(index)),
        responses,
        finalResponse,
      }
    },
    listSessions: async ({ query }, context) => ({ sessions: mine(context).filter((session) => session.algorithmTitle.includes(query)) }),
    getDashboard: async (_request, context) => ({
      recentSessions: mine(context),
      streak: { current: 1, longest: 2, freezesLeft: 2, timeZone: 'UTC', activeToday: true },
      elements: elements.map((element) => ({ element, sessions: 1, averageWords: 7, trend: [7] })),
      weakestElement: Element.WATER,
    }),
    listElements: async () => ({
      elements: [{ element: Element.EARTH, name: 'Earth', meaning: 'Understand', prompts: [promptAt(0)] }],
      source: 'book',
    }),
    tryPrompts: async ({ answers }) => (answers.length < 3 ? { prompt: promptAt(answers.length * 3) } : {}),
  } satisfies Partial<SessionsServiceImplementation>
}

function answering(held: Map<string, Held>, find: (sessionId: string, context: Context) => Held) {
  return {
    async startSession({ algorithm }, context) {
      const session = newSession(learnerOf(context).userId, algorithm?.title ?? '')
      held.set(session.id, { session, answers: [], finalResponse: '' })
      return { session, prompt: promptAt(0) }
    },
    async respondToPrompt({ sessionId, promptIndex, responseText }, context) {
      const { session, answers } = find(sessionId, context)
      if (promptIndex > answers.length || session.hintRequested) throw new Failure('conflict', 'Another prompt comes first.')
      answers[promptIndex] = responseText
      session.promptsCompleted = answers.length
      return answers.length < 12 ? { session, prompt: promptAt(answers.length) } : { session }
    },
    async takeTurn({ sessionId, words }, context) {
      const { session, answers } = find(sessionId, context)
      if (words !== undefined) {
        const before = answers[words.promptIndex]
        if ((before?.length ?? 0) !== words.knownLength) throw new Failure('conflict', 'The conversation has gone on elsewhere.')
        answers[words.promptIndex] = before === undefined ? words.text : `${before}\n\n${words.text}`
        session.promptsCompleted = answers.length
      }
      return {
        session,
        algorithm: { title: session.algorithmTitle },
        answers: answers.map((responseText, promptIndex) => ({ promptIndex, responseText })),
      }
    },
    async prepareHint({ sessionId }, context) {
      const { session, answers } = find(sessionId, context)
      if (answers.length < 12) throw new Failure('conflict', 'Answer all twelve prompts first.')
      session.hintRequested = true
      return { algorithm: { title: session.algorithmTitle }, answers: answers.map((responseText, promptIndex) => ({ promptIndex, responseText })) }
    },
    async completeSession({ sessionId, finalResponse }, context) {
      const entry = find(sessionId, context)
      if (!entry.session.hintRequested) throw new Failure('conflict', 'Ask for a hint first.')
      entry.finalResponse = finalResponse
      Object.assign(entry.session, { status: SessionStatus.COMPLETED, endedAt: '2026-01-01T00:10:00.000Z' })
      return { session: entry.session, change: { added: [{ kind: 'case', text: 'empty', evidence: { promptIndex: 12, start: 0, end: 5 } }] } }
    },
  } satisfies Partial<SessionsServiceImplementation>
}

function newSession(userId: string, algorithmTitle: string): Mutable<Session> {
  return {
    id: uuidv7(),
    userId,
    algorithmTitle,
    algorithmUrl: '',
    site: 'other',
    slug: '',
    difficulty: '',
    tags: [],
    status: SessionStatus.IN_PROGRESS,
    promptsCompleted: 0,
    startedAt: '2026-01-01T00:00:00.000Z',
    endedAt: '',
    hintRequested: false,
    timeSpentSeconds: 0,
    highestTier: 0,
  }
}

export const hintEvents = {
  meta: ({ sessionId, tier }: StreamHintRequest): StreamHintResponse => ({
    eventId: 'h1:0',
    event: {
      $case: 'meta',
      value: { sessionId, hintId: 'h1', tier, elementFocus: Element.WATER, findings: [], source: 'offline', promptVersion: 'v1', missingCoach: '' },
    },
  }),
  token: (n: number, text: string): StreamHintResponse => ({ eventId: `h1:${n}`, event: { $case: 'token', value: { text } } }),
  retract: (n: number, from: number): StreamHintResponse => ({ eventId: `h1:${n}`, event: { $case: 'retract', value: { from } } }),
  done: (n: number, hintText: string): StreamHintResponse => ({
    eventId: `h1:${n}`,
    event: { $case: 'done', value: { hintText, source: 'offline', usage: { inputTokens: 1, outputTokens: 2 }, durationMs: 3 } },
  }),
}

/** One short hint, which goes on after the event that the client saw last. */
export function fakeHints() {
  const requests: StreamHintRequest[] = []
  const implementation = {
    async *streamHint(request) {
      requests.push(request)
      const all = [
        hintEvents.meta(request),
        hintEvents.token(1, 'Look at spoiler'),
        hintEvents.retract(2, 7),
        hintEvents.token(3, ' an example'),
        hintEvents.done(4, 'Look at an example'),
      ]
      yield* all.slice(all.findIndex((event) => event.eventId === request.lastEventId) + 1)
    },
    listHints: async ({ sessionId }) => ({
      hints: [{ id: 'h1', sessionId, hintText: 'Look at an example', elementFocus: Element.WATER, tier: 1, source: 'offline' }],
    }),
    getCoach: async () => ({ source: 'offline', model: 'rules', coaches: [{ source: 'offline', model: 'rules' }] }),
  } satisfies Partial<HintsServiceImplementation>
  return { requests, implementation }
}

/** A coach that says "Question <n>?" word by word, a turn for each answer, and tells again what was said. */
export function fakeDialogue() {
  const requests: StreamDialogueRequest[] = []
  async function* streamDialogue(request: StreamDialogueRequest): AsyncGenerator<StreamDialogueResponse> {
    requests.push(request)
    for (let turn = Math.max(1, Math.floor(request.afterSeq / 1000)); turn <= request.answers.length + 1; turn += 1) {
      for (const event of turnEvents(request.sessionId, turn)) if (event.seq > request.afterSeq || event.seq % 1000 === 0) yield event
    }
  }
  return { requests, streamDialogue }
}

export function turnEvents(sessionId: string, turn: number): StreamDialogueResponse[] {
  const place = {
    sessionId,
    turn,
    promptIndex: turn - 1,
    knownLength: 0,
    element: elementAt(turn - 1),
    source: 'offline',
    promptVersion: 'v1',
    missingCoach: '',
  }
  const done = { text: `Question ${turn}?`, source: 'offline', usage: { inputTokens: 0, outputTokens: 0 }, durationMs: 1 }
  return [
    { seq: turn * 1000, event: { $case: 'meta', value: place } },
    { seq: turn * 1000 + 1, event: { $case: 'token', value: { text: 'Question' } } },
    { seq: turn * 1000 + 2, event: { $case: 'token', value: { text: ` ${turn}?` } } },
    { seq: turn * 1000 + 3, event: { $case: 'done', value: done } },
  ]
}
