/** Changes to the contracts of events, each with the verdict that the real tools must give: the rules of compatibility, by example. */
import type { Consumer } from './consumers.ts'
import type { Register, RegisteredEvent, Topic } from './events.ts'
import type { Impact } from './impact.ts'

type File = 'identity' | 'sessions' | 'hints' | 'coach' | 'rpc'

export interface Mutation {
  readonly name: string
  readonly verdict: Impact['verdict']
  readonly hurts: readonly string[]
  /** Replacements in protos: file, what is there, what stands there instead. */
  readonly edits: readonly (readonly [File, string, string])[]
  readonly register: (register: Register) => Register
  readonly consumers: (consumers: readonly Consumer[]) => readonly Consumer[]
  /** Must be found in what the tools say. */
  readonly says: RegExp
}

type Options = Partial<Omit<Mutation, 'name' | 'verdict'>>

function mutation(verdict: Mutation['verdict'], name: string, options: Options): Mutation {
  return { name, verdict, hurts: [], edits: [], register: (same) => same, consumers: (same) => same, says: /^/, ...options }
}

const event =
  (type: string, change: Partial<RegisteredEvent>) =>
  (register: Register): Register => ({ ...register, events: register.events.map((known) => (known.type === type ? { ...known, ...change } : known)) })
const topic =
  (name: string, change: Partial<Topic>) =>
  (register: Register): Register => ({
    topics: register.topics.map((known) => (known.name === name ? { ...known, ...change } : known)),
    events: register.events.map((known) => (known.topic === name ? { ...known, topic: change.name ?? name } : known)),
  })
const without =
  (type: string) =>
  (register: Register): Register => ({ ...register, events: register.events.filter((known) => known.type !== type) })

const sessionTopic = 'quint.sessions.session.v1'
const analytics = ['learning-analytics']
const everyElement = ['learning-analytics', 'sessions']
const userReaders = ['hints', 'learning-analytics', 'sessions']
const lastField = '  // Codes of the findings behind the hint.'
const added = (field: string): Options => ({ edits: [['hints', lastField, `  // New.\n  ${field} = 20;\n${lastField}`]] })
const tier = '  // How much the hint says: 1, the least, to 4.\n  int32 tier = 4;\n'
const retyped = (declaration: string): Options => ({ edits: [['hints', 'int32 tier = 4', declaration]], hurts: everyElement })
const version = '  // The version of the words that the writer was given.\n  string prompt_version = 7;\n'
const versionMayMiss = event('hints.hint.given', { always: ['hintId', 'sessionId', 'userId', 'tier', 'source'] })
const registered =
  '// A learner has made an account. Event type identity.user.registered.\nmessage UserRegistered {\n  // The learner, opaque; the key.\n  string user_id = 1;\n}\n'
const abandoned = '// Prompts with an answer, 0 to 12.\n  int32 prompts_completed = 3;'
const paused: RegisteredEvent = {
  type: 'sessions.session.paused',
  message: 'quint.sessions.v1.SessionPaused',
  topic: sessionTopic,
  purpose: 'A learner has gone for now.',
  always: ['sessionId'],
  mustUnderstand: [],
  example: { sessionId: '0198c7a2-5d1e-7c3a-9a41-2f6b8d0e4c11' },
}
const pausedMessage = '\n// A learner has gone for now.\nmessage SessionPaused {\n  // The session, opaque; the key.\n  string session_id = 1;\n}\n'
const atEnd = 'string reason = 4;\n}\n'

const free: readonly Mutation[] = [
  mutation('free', 'a field is added', added('int32 sentence_count')),
  mutation('free', 'a list is added', added('repeated int32 line_numbers')),
  mutation('free', 'an optional field is added', added('optional bool repeated_hint')),
  mutation('free', 'an enum field is added', added('quint.coach.v1.Severity severity')),
  mutation('free', 'a map of counts is added', added('map<string, int32> counts')),
  mutation(
    'free',
    'a message with fields is added',
    added('Pace pace = 21;\n  // How fast.\n  message Pace {\n    // Words.\n    int32 words_per_minute = 1;\n  }\n  // New.\n  int32 pauses'),
  ),
  mutation('free', 'an event is added', {
    edits: [['sessions', atEnd, atEnd + pausedMessage]],
    register: (register) => ({ ...register, events: [...register.events, paused] }),
    says: /sessions\.session\.paused is new/,
  }),
  mutation('free', 'a comment says more', { edits: [['sessions', '// Words in the answer.', '// Words in the answer, by white space.']] }),
  mutation('free', 'fields change places in the file', {
    edits: [
      ['hints', tier, ''],
      ['hints', lastField, tier + lastField],
    ],
  }),
  mutation('free', 'a number that was never used is reserved', { edits: [['hints', tier, `${tier}  reserved 90;\n`]] }),
  mutation('free', 'an enum that no event carries gains a name', {
    edits: [['coach', 'SEVERITY_IMPORTANT = 3;', 'SEVERITY_IMPORTANT = 3;\n  SEVERITY_URGENT = 4;']],
  }),
  mutation('free', 'a message of rpcs gains a field', {
    edits: [['coach', 'repeated string examples = 8;', 'repeated string examples = 8;\n  string language = 9;']],
  }),
  mutation('free', 'a topic is kept longer', { register: topic(sessionTopic, { retentionDays: 60 }) }),
  mutation('free', 'a field is promised', { register: event('sessions.session.completed', { always: ['sessionId', 'userId', 'weakestElement'] }) }),
  mutation('free', 'the purpose is put in other words', { register: event('hints.hint.given', { purpose: 'A hint has reached its learner.' }) }),
  mutation('free', 'a team begins to read a field', {
    consumers: (consumers) =>
      consumers.map((one) =>
        one.team === 'hints' ? { ...one, reads: { ...one.reads, 'identity.user.registered': { decoder: 'json', fields: ['userId'] } } } : one,
      ),
  }),
]

const notice: readonly Mutation[] = [
  mutation('notice', 'an event that nobody reads goes', {
    edits: [['identity', registered, '']],
    register: without('identity.user.registered'),
    says: /registered is gone/,
  }),
  mutation('notice', 'an event that nobody reads is called otherwise', {
    register: event('identity.user.registered', { type: 'identity.user.joined' }),
    says: /is called identity\.user\.joined/,
  }),
  mutation('notice', 'a field that nobody reads goes, its number and name reserved', {
    edits: [['hints', version, '  reserved 7;\n  reserved "prompt_version";\n']],
    register: versionMayMiss,
    says: /promptVersion is gone/,
  }),
  mutation('notice', 'a field that nobody reads may be left out', { register: versionMayMiss }),
  mutation('notice', 'an enum of events gains a name', {
    edits: [['coach', 'ELEMENT_QUINTESSENCE = 5;', 'ELEMENT_QUINTESSENCE = 5;\n  ELEMENT_VOID = 6;']],
    hurts: everyElement,
    says: /may be \S*ELEMENT_VOID/,
  }),
  mutation('notice', 'a field that is read is marked to go', {
    edits: [['sessions', 'int32 prompts_completed = 3;', 'int32 prompts_completed = 3 [deprecated = true];']],
    hurts: analytics,
  }),
  mutation('notice', 'a field that nobody reads is marked to go', {
    edits: [['hints', 'string prompt_version = 7;', 'string prompt_version = 7 [deprecated = true];']],
  }),
  mutation('notice', 'an event is marked to go', {
    register: event('sessions.session.abandoned', { deprecatedUntil: '2030-01-01' }),
    hurts: analytics,
  }),
  mutation('notice', 'a topic is kept for less', {
    register: topic(sessionTopic, { retentionDays: 3 }),
    hurts: analytics,
    says: /kept 3 days, not 14/,
  }),
  mutation('notice', 'a topic has other partitions', { register: topic(sessionTopic, { partitions: 12 }), hurts: analytics }),
  mutation('notice', 'a field that whoever reads the event reads already must be understood', {
    register: event('identity.user.deleted', { mustUnderstand: ['userId'] }),
  }),
]

const breaking: readonly Mutation[] = [
  mutation('breaking', 'a field that is read goes, though its number and name are reserved', {
    edits: [['hints', tier, '  reserved 4;\n  reserved "tier";\n']],
    register: event('hints.hint.given', { always: ['hintId', 'sessionId', 'userId'] }),
    hurts: everyElement,
    says: /tier is gone/,
  }),
  mutation('breaking', 'a field that is read goes and leaves its number free', {
    edits: [['sessions', abandoned, '']],
    hurts: analytics,
    says: /FIELD_NO_DELETE_UNLESS_NUMBER_RESERVED/,
  }),
  mutation('breaking', 'a field that nobody reads goes and leaves its number free', {
    edits: [['hints', version, '']],
    register: versionMayMiss,
    says: /FIELD_NO_DELETE_UNLESS_NUMBER_RESERVED/,
  }),
  mutation('breaking', 'a field that nobody reads goes and leaves its name free', {
    edits: [['hints', version, '  reserved 7;\n']],
    register: versionMayMiss,
    says: /FIELD_NO_DELETE_UNLESS_NAME_RESERVED/,
  }),
  mutation('breaking', 'a field that is read is called otherwise', {
    edits: [['hints', 'int32 tier = 4', 'int32 level = 4']],
    register: event('hints.hint.given', { always: ['hintId', 'sessionId', 'userId'] }),
    hurts: everyElement,
    says: /tier is called level/,
  }),
  mutation('breaking', 'a field that nobody reads is called otherwise', {
    edits: [['sessions', 'bool replaced = 7', 'bool again = 7']],
    says: /FIELD_SAME_NAME/,
  }),
  mutation('breaking', 'a field has another name in JSON', {
    edits: [['hints', 'int32 tier = 4', 'int32 tier = 4 [json_name = "level"]']],
    register: event('hints.hint.given', { always: ['hintId', 'sessionId', 'userId'] }),
    hurts: everyElement,
    says: /FIELD_SAME_JSON_NAME/,
  }),
  mutation('breaking', '32 bits become 64, which JSON writes as text', retyped('int64 tier = 4')),
  mutation('breaking', 'a signed number becomes unsigned', retyped('uint32 tier = 4')),
  mutation('breaking', 'a whole number becomes a fraction', retyped('double tier = 4')),
  mutation('breaking', 'a number becomes a word', retyped('string tier = 4')),
  mutation('breaking', 'one value becomes a list', retyped('repeated int32 tier = 4')),
  mutation('breaking', 'a number is written otherwise on the wire', retyped('sint32 tier = 4')),
  mutation('breaking', 'a number becomes an enum', retyped('quint.coach.v1.Severity tier = 4')),
  mutation('breaking', 'a list becomes one value', {
    edits: [['hints', 'repeated string finding_codes', 'string finding_codes']],
    says: /CARDINALITY/,
  }),
  mutation('breaking', 'words become bytes', { edits: [['hints', 'string prompt_version', 'bytes prompt_version']] }),
  mutation('breaking', 'an enum becomes words', {
    edits: [['hints', 'quint.coach.v1.Element element_focus', 'string element_focus']],
    hurts: analytics,
  }),
  mutation('breaking', 'an enum becomes another enum', {
    edits: [['hints', 'quint.coach.v1.Element element_focus', 'quint.coach.v1.Severity element_focus']],
    hurts: everyElement,
  }),
  mutation('breaking', 'a field joins a oneof', {
    edits: [['sessions', 'bool replaced = 7;', 'oneof kind {\n    // Now one of some.\n    bool replaced = 7;\n  }']],
    says: /FIELD_SAME_ONEOF/,
  }),
  mutation('breaking', 'a field begins to tell unset from zero', {
    edits: [['sessions', 'int32 word_count', 'optional int32 word_count']],
    says: /CARDINALITY/,
  }),
  mutation('breaking', 'a field has another number', { edits: [['sessions', 'bool replaced = 7', 'bool replaced = 17']] }),
  mutation('breaking', 'a name of an enum that is read goes', {
    edits: [['coach', '  ELEMENT_WATER = 4;\n', '  reserved 4;\n  reserved "ELEMENT_WATER";\n']],
    hurts: analytics,
    says: /is never \S*ELEMENT_WATER/,
  }),
  mutation('breaking', 'a name of an enum is written otherwise', {
    edits: [['coach', 'ELEMENT_WATER = 4', 'ELEMENT_RIVER = 4']],
    hurts: everyElement,
    says: /ENUM_VALUE_SAME_NAME/,
  }),
  mutation('breaking', 'two names of an enum change places', {
    edits: [
      ['coach', 'ELEMENT_AIR = 3', 'ELEMENT_AIR = 4'],
      ['coach', 'ELEMENT_WATER = 4', 'ELEMENT_WATER = 3'],
    ],
    says: /ENUM_VALUE_SAME_NAME/,
  }),
  mutation('breaking', 'an event that is read goes', {
    edits: [
      [
        'identity',
        '// Every service erases what it holds of this learner. Event type identity.user.deleted.\nmessage UserDeleted {\n  // The learner, opaque; the key.\n  string user_id = 1;\n}\n',
        '',
      ],
    ],
    register: without('identity.user.deleted'),
    hurts: userReaders,
    says: /deleted is gone/,
  }),
  mutation('breaking', 'an event that is read is called otherwise', {
    register: event('identity.user.deleted', { type: 'identity.user.erased' }),
    hurts: userReaders,
  }),
  mutation('breaking', 'events move to another topic', {
    register: topic(sessionTopic, { name: 'quint.sessions.session.v2' }),
    hurts: analytics,
    says: /moves from/,
  }),
  mutation('breaking', 'events are keyed by another field', {
    register: topic(sessionTopic, { key: 'userId' }),
    hurts: analytics,
    says: /the order by sessionId is lost/,
  }),
  mutation('breaking', 'a field that is read may be left out', {
    register: event('hints.hint.given', { always: ['hintId', 'sessionId', 'userId'] }),
    hurts: everyElement,
    says: /tier may be left out/,
  }),
  mutation('breaking', 'a new field must be understood', {
    edits: [['sessions', abandoned, `// The session was a trial of the staff.\n  bool rehearsed = 9;\n  ${abandoned}`]],
    register: event('sessions.session.abandoned', { mustUnderstand: ['rehearsed'] }),
    hurts: analytics,
    says: /misread without rehearsed/,
  }),
  mutation('breaking', 'an event carries another message', {
    edits: [
      ['sessions', atEnd, atEnd + pausedMessage],
      ['sessions', 'message SessionAbandoned', 'message SessionLeft'],
    ],
    register: (register) => ({
      ...event('sessions.session.abandoned', { message: 'quint.sessions.v1.SessionLeft' })(register),
      events: [...event('sessions.session.abandoned', { message: 'quint.sessions.v1.SessionLeft' })(register).events, paused],
    }),
    hurts: analytics,
  }),
  mutation('breaking', 'the package is another', {
    edits: [['hints', 'package quint.hints.v1', 'package quint.hints.v2']],
    register: (register) => ({
      ...register,
      events: register.events.map((known) => ({ ...known, message: known.message.replace('quint.hints.v1.', 'quint.hints.v2.') })),
    }),
    hurts: everyElement,
    says: /FILE_SAME_PACKAGE/,
  }),
  mutation('breaking', 'an rpc goes', { edits: [['rpc', 'rpc GetSession(', 'rpc ReadSession(']], says: /RPC_NO_DELETE/ }),
]

const refused: readonly Mutation[] = [
  ...[
    'string email',
    'bytes email_hash',
    'string user_phone',
    'int32 otp_code',
    'string ip_address',
    'string answer',
    'string response_text',
    'string code',
    'repeated string titles = 21;\n  // New.\n  string title',
    'string url',
    'string hint_text',
    'quint.coach.v1.Answer given',
  ].map((field) =>
    mutation('refused', `${field.split(';').at(-1)?.split('\n').at(-1)?.trim()} is in an event`, {
      ...added(field),
      says: /has no place in an event/,
    }),
  ),
  mutation('refused', 'a message is an event that nobody registered', {
    edits: [['sessions', atEnd, atEnd + pausedMessage]],
    says: /SessionPaused is not registered/,
  }),
  mutation('refused', 'an event is registered that has no message', {
    register: (register) => ({ ...register, events: [...register.events, paused] }),
    says: /no events\.proto has the message/,
  }),
  mutation('refused', 'a field says nothing of itself', {
    edits: [['sessions', '  // Words in the answer.\n', '']],
    says: /word_count has no comment/,
  }),
  mutation('refused', 'a topic is called after nothing', {
    register: topic(sessionTopic, { name: 'sessions' }),
    says: /is not called quint\.sessions/,
  }),
  mutation('refused', 'an event is called after another service', {
    register: event('sessions.session.started', { type: 'coach.session.started' }),
    says: /is not called sessions\.session/,
  }),
  mutation('refused', 'the key may be left out', {
    register: event('hints.hint.given', { always: ['userId'] }),
    says: /the key hintId may be left out/,
  }),
  mutation('refused', 'a consumer reads what does not exist', {
    consumers: (consumers) => consumers.map((one) => ({ ...one, reads: { 'hints.hint.given': { decoder: 'json', fields: ['mood'] } } })),
    says: /hints\.hint\.given mood, which does not exist/,
  }),
]

export const mutations: readonly Mutation[] = [...free, ...notice, ...breaking, ...refused]
