/** Which fields a log line or a span may carry, and what their values look like: whatever is not named here, or looks otherwise, is not written. */

export type Shape = 'id' | 'word' | 'number' | 'flag' | 'place' | 'address' | 'frames'

/** A learner's words, an e-mail address, a token or code fit none of these shapes. */
export const logFields = {
  service: 'word',
  logger: 'word',
  // What happened to whom: opaque ids.
  requestId: 'id',
  userId: 'id',
  deviceId: 'id',
  sessionId: 'id',
  hintId: 'id',
  interviewId: 'id',
  jobId: 'id',
  event: 'id',
  key: 'id',
  // Where.
  url: 'address',
  address: 'address',
  route: 'place',
  rpc: 'place',
  topic: 'word',
  group: 'word',
  type: 'word',
  source: 'word',
  consumer: 'word',
  scope: 'word',
  name: 'word',
  partition: 'number',
  offset: 'number',
  step: 'number',
  // Why.
  code: 'word',
  reason: 'word',
  kind: 'word',
  model: 'word',
  limit: 'word',
  caller: 'word',
  error: 'word',
  causes: 'word',
  stack: 'frames',
  // How much.
  attempt: 'number',
  attempts: 'number',
  tries: 'number',
  count: 'number',
  sessions: 'number',
  events: 'number',
  rows: 'number',
  port: 'number',
  durationMs: 'number',
  waitMs: 'number',
  delayMs: 'number',
  retried: 'flag',
  counts: 'flag',
  dryRun: 'flag',
  validTo: 'number',
} as const satisfies Record<string, Shape>

export type FieldName = keyof typeof logFields
export type FieldValue = string | number | boolean | null | undefined
export type LogFields = { readonly [Name in FieldName]?: FieldValue }

export const masked = '[masked]'

/** Fields that are not named above are dropped; values of another shape are masked. */
export function allowedFields(fields: Readonly<Record<string, unknown>>): Record<string, FieldValue> {
  const kept: Record<string, FieldValue> = {}
  for (const [name, value] of Object.entries(fields)) {
    if (value === undefined || !isField(name)) continue
    kept[name] = shaped(logFields[name], value)
  }
  return kept
}

/** @returns the value when it has the shape, else a mask. */
export function shaped(shape: Shape, value: unknown): FieldValue {
  if (value === null || typeof value === 'boolean') return value
  // Ids and codes are never numbers of our own making, and an error's code may be one.
  if (typeof value === 'number') return shape === 'id' ? masked : value
  return typeof value === 'string' && fits[shape](value) ? value : masked
}

function isField(name: string): name is FieldName {
  return Object.hasOwn(logFields, name)
}

/** A UUID, a trace or span id, or such an id with the number of a part. */
const id = /^(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{32}|[0-9a-f]{16})(?::\d{1,6})?$/i
/** Words of a name: letters in one case or as in CamelCase, few digits; a secret drawn at random has both mixed. */
const part =
  /^(?:[a-z]{1,24}\d{0,4}[a-z]?|\d{0,4}[a-z]?|(?:[A-Z][a-z]{1,20}){1,5}\d{0,2}|[a-z]{1,20}(?:[A-Z][a-z]{1,20}){0,4}|[A-Z][A-Z0-9]{0,11}|[0-9A-Z]{5})$/
const longestWord = 96

function isWord(text: string): boolean {
  return text.length > 0 && text.length <= longestWord && text.split(/[._:\-/]/).every((piece) => part.test(piece))
}

const fits: Readonly<Record<Shape, (text: string) => boolean>> = {
  id: (text) => id.test(text),
  word: isWord,
  number: () => false,
  flag: () => false,
  place: (text) =>
    text.startsWith('/') && text.length <= 160 && text.split('/').every((piece) => piece === '' || id.test(piece) || isWord(piece.replace(/^:/, ''))),
  address: (text) => /^(?:https?:\/\/[a-z0-9.-]{1,80}(?::\d{1,5})?\/?|[a-z0-9.-]{1,80}:\d{1,5})$/i.test(text),
  frames: (text) => text.length <= 4000 && text.split('\n').every((line) => frame.test(line)),
}

/** One place in the code: ours, a package's or Node's. */
export const frame = /^ {4}at (?:[\w$.<>[\]# ]{1,120} \()?(?:file:\/\/|node:|\/|[A-Z]:\\|<anonymous>)[^()\n]{0,300}(?::\d+:\d+)?\)?$/
