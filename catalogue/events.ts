/** The register of events: for each the message that is its body, the topic it travels on, who answers for it, and a true example. */

export interface Topic {
  readonly name: string
  /** The service whose facts these are; `ce_source` is `/quint/<owner>`. */
  readonly owner: string
  /** Where the code that publishes stands: whom to ask. */
  readonly code: string
  /** The field of every event on the topic whose value is the record's key. */
  readonly key: string
  readonly partitions: number
  readonly retentionDays: number
}

export interface RegisteredEvent {
  /** `<service>.<aggregate>.<past tense>`: the header `ce_type`. */
  readonly type: string
  /** The full name of the protobuf message. */
  readonly message: string
  readonly topic: string
  readonly purpose: string
  /** Fields that are never left out. Every other field is left out when it has its default. */
  readonly always: readonly string[]
  /** Fields without which the rest would be misread: whoever reads the event must read these. */
  readonly mustUnderstand: readonly string[]
  /** The last day on which a retired event is still published, YYYY-MM-DD. */
  readonly deprecatedUntil?: string
  readonly example: Readonly<Record<string, unknown>>
}

export interface Register {
  readonly topics: readonly Topic[]
  readonly events: readonly RegisteredEvent[]
}

const session = '0198c7a2-5d1e-7c3a-9a41-2f6b8d0e4c11'
const user = '0198c79f-1b7a-7d52-8e0c-6a9d3b5f7e20'
const hint = '0198c7b0-8e44-7f19-b2d7-4c1a9e6f3d88'

export const register: Register = {
  topics: [
    { name: 'quint.identity.user.v1', owner: 'identity', code: 'gateway/identity', key: 'userId', partitions: 6, retentionDays: 14 },
    { name: 'quint.sessions.session.v1', owner: 'sessions', code: 'services/sessions', key: 'sessionId', partitions: 6, retentionDays: 14 },
    { name: 'quint.hints.hint.v1', owner: 'hints', code: 'services/hints', key: 'hintId', partitions: 6, retentionDays: 14 },
  ],
  events: [
    {
      type: 'identity.user.registered',
      message: 'quint.identity.v1.UserRegistered',
      topic: 'quint.identity.user.v1',
      purpose: 'A learner has made an account.',
      always: ['userId'],
      mustUnderstand: [],
      example: { userId: user },
    },
    {
      type: 'identity.user.deleted',
      message: 'quint.identity.v1.UserDeleted',
      topic: 'quint.identity.user.v1',
      purpose: 'A learner has deleted their account: every consumer erases what it holds of them.',
      always: ['userId'],
      mustUnderstand: [],
      example: { userId: user },
    },
    {
      type: 'sessions.session.started',
      message: 'quint.sessions.v1.SessionStarted',
      topic: 'quint.sessions.session.v1',
      purpose: 'A learner has begun to think about a problem.',
      always: ['sessionId', 'userId', 'site'],
      mustUnderstand: [],
      example: { sessionId: session, userId: user, site: 'leetcode', slug: 'two-sum' },
    },
    {
      type: 'sessions.session.answered',
      message: 'quint.sessions.v1.SessionAnswered',
      topic: 'quint.sessions.session.v1',
      purpose: 'A learner has answered one of the twelve prompts, or replaced an answer.',
      always: ['sessionId', 'userId', 'element'],
      mustUnderstand: [],
      example: { sessionId: session, userId: user, promptIndex: 4, element: 'ELEMENT_FIRE', wordCount: 38, timeSpentSeconds: 95 },
    },
    {
      type: 'sessions.session.completed',
      message: 'quint.sessions.v1.SessionCompleted',
      topic: 'quint.sessions.session.v1',
      purpose: 'A learner has written the final response, and what it added was counted.',
      always: ['sessionId', 'userId'],
      mustUnderstand: [],
      example: { sessionId: session, userId: user, weakestElement: 'ELEMENT_EARTH', addedExamples: 1, addedIdeas: 2, droppedAssumptions: 1 },
    },
    {
      type: 'sessions.session.abandoned',
      message: 'quint.sessions.v1.SessionAbandoned',
      topic: 'quint.sessions.session.v1',
      purpose: 'A session has ended without a final response.',
      always: ['sessionId', 'userId', 'reason'],
      mustUnderstand: [],
      example: { sessionId: session, userId: user, promptsCompleted: 7, reason: 'idle' },
    },
    {
      type: 'hints.hint.given',
      message: 'quint.hints.v1.HintGiven',
      topic: 'quint.hints.hint.v1',
      purpose: 'A learner has received a whole hint.',
      always: ['hintId', 'sessionId', 'userId', 'tier', 'source', 'promptVersion'],
      mustUnderstand: [],
      example: {
        hintId: hint,
        sessionId: session,
        userId: user,
        tier: 1,
        elementFocus: 'ELEMENT_EARTH',
        source: 'offline',
        promptVersion: 'offline-1',
        findingCodes: ['earth_shortest', 'few_concrete_examples'],
      },
    },
  ],
}
