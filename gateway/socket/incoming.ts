/** What comes in over a socket: read, checked against its schema, handed to its feature; whatever is wrong with it is said. */
import { Failure, isAway } from '@quint/runtime/failure.ts'
import type { Log } from '@quint/runtime/log.ts'
import { z } from 'zod'
import { nearestIssues } from '../http/nearest-issues.ts'
import { inPlainWords } from '../http/plain-words.ts'
import type { Closing } from './closing.ts'
import type { Connection, ServerMessage, SocketFeature } from './feature.ts'

export interface IncomingOptions {
  readonly features: readonly SocketFeature[]
  readonly connection: Connection
  readonly close: (why: Closing) => void
  readonly log: Log
  /** Milliseconds since the epoch. */
  readonly now: () => number
  readonly messagesPerMinute: number
}

export interface Incoming {
  /** Resolves once the message is dealt with; never throws. */
  take(text: string): Promise<void>
}

type Handle = (message: unknown) => Promise<void>

/** Of what a minute allows, so much may come at once. */
const burstShare = 0.25
const mostRefused = 200
const mostNonsense = 10

const envelope = z.looseObject({ type: z.string().min(1).max(64) })

export function openIncoming(options: IncomingOptions): Incoming {
  const { connection, close, now } = options
  const burst = Math.max(1, Math.round(options.messagesPerMinute * burstShare))
  const rate = { left: burst, at: now(), refused: 0 }
  let nonsense = 0
  const opened = new Map<SocketFeature, Readonly<Record<string, Handle>>>()
  const byType = Map.groupBy(
    options.features.flatMap((feature) => Object.keys(feature.takes).map((type) => ({ type, feature }))),
    ({ type }) => type,
  )

  const allowed = (): boolean => {
    rate.left = Math.min(burst, rate.left + ((now() - rate.at) / 60_000) * options.messagesPerMinute)
    rate.at = now()
    if (rate.left < 1) {
      rate.refused += 1
      if (rate.refused > mostRefused) close('flood')
      return false
    }
    rate.left -= 1
    return true
  }
  const misunderstood = async (message: Refusal): Promise<void> => {
    nonsense += 1
    await connection.send(refusal(message))
    if (nonsense >= mostNonsense) close('nonsense')
  }
  const handlerOf = (feature: SocketFeature, type: string): Handle | undefined => {
    const handlers = opened.get(feature) ?? (feature.open(connection) as Readonly<Record<string, Handle>>)
    opened.set(feature, handlers)
    return handlers[type]
  }

  const handle = async ({ feature, message }: Extract<Meant, { kind: 'known' }>, about: Refused): Promise<void> => {
    try {
      await handlerOf(feature, about.type)?.(message)
    } catch (error) {
      if (!connection.signal.aborted) await connection.send(refusal(refusalOf(error, about)))
    }
  }

  return {
    async take(text) {
      if (!allowed()) return connection.send(refusal({ code: 'exhausted', message: 'Too many messages: wait a little.', retryAfterSeconds: 1 }))
      const read = parsed(text)
      if (read === undefined) return misunderstood({ code: 'invalid', message: 'A message is a JSON object with a type.' })
      const { type, ...fields } = read
      if (type === 'ping') return connection.send({ type: 'pong' })
      const meant = readAs(byType.get(type) ?? [], fields)
      if (meant.kind === 'unknown') return misunderstood({ code: 'invalid', message: 'There is no message of this type.' })
      if (meant.kind === 'wrong') return misunderstood({ code: 'invalid', inReplyTo: type, message: fieldProblem(meant.error) })
      nonsense = 0
      await handle(meant, { type, fields, log: options.log })
    },
  }
}

type Meant =
  | { readonly kind: 'known'; readonly feature: SocketFeature; readonly message: unknown }
  | { readonly kind: 'wrong'; readonly error: z.ZodError }
  | { readonly kind: 'unknown' }

/** Features may share a type, such as resume: the fields tell which is meant. */
function readAs(candidates: readonly { readonly type: string; readonly feature: SocketFeature }[], given: Readonly<Record<string, unknown>>): Meant {
  let meant: Meant = { kind: 'unknown' }
  for (const { type, feature } of candidates) {
    const checked = feature.takes[type]?.safeParse(given, { error: inPlainWords })
    if (checked?.success) return { kind: 'known', feature, message: checked.data }
    if (checked !== undefined) meant = { kind: 'wrong', error: checked.error }
  }
  return meant
}

interface Refusal {
  readonly code: string
  readonly message: string
  /** The type of the message that it answers. */
  readonly inReplyTo?: string
  readonly sessionId?: string
  readonly retryAfterSeconds?: number | undefined
}

function refusal({ code, message, inReplyTo, sessionId, retryAfterSeconds }: Refusal): ServerMessage & Readonly<Record<string, unknown>> {
  return {
    type: 'error',
    code,
    message,
    ...(inReplyTo === undefined ? {} : { in_reply_to: inReplyTo }),
    ...(sessionId === undefined ? {} : { session_id: sessionId }),
    ...(retryAfterSeconds === undefined ? {} : { retry_after_seconds: retryAfterSeconds }),
  }
}

/** What every refusal can hold. */
export const refusalFields = z.object({
  code: z
    .string()
    .describe('invalid, unauthenticated, forbidden, not_found, conflict, gone, exhausted, unavailable, deadline, cancelled or internal'),
  message: z.string(),
  in_reply_to: z.string().optional(),
  session_id: z.string().optional(),
  retry_after_seconds: z.number().optional(),
})

interface Refused {
  readonly type: string
  readonly log: Log
  readonly fields: Readonly<Record<string, unknown>>
}

/** Never a stack, SQL or an upstream's words. */
function refusalOf(error: unknown, { type, log, fields }: Refused): Refusal {
  const about = { inReplyTo: type, ...(typeof fields.session_id === 'string' ? { sessionId: fields.session_id } : {}) }
  if (!(error instanceof Failure)) {
    log.error('a socket message failed unexpectedly', error, { type })
    return { code: 'internal', message: 'Something went wrong. It was logged.', ...about }
  }
  const away = isAway(error) ? 2 : undefined
  return { code: error.code, message: error.message, retryAfterSeconds: error.detail.retryAfterSeconds ?? away, ...about }
}

function parsed(text: string): z.infer<typeof envelope> | undefined {
  try {
    const read = envelope.safeParse(JSON.parse(text))
    return read.success ? read.data : undefined
  } catch {
    return undefined
  }
}

function fieldProblem(error: z.ZodError): string {
  const [issue] = nearestIssues(error.issues)
  if (issue === undefined) return 'The message is not valid.'
  if (issue.code === 'unrecognized_keys') return 'The message has a field that is not known.'
  const place = issue.path.map(String).join('.')
  return `${place === '' ? 'The message' : place} ${issue.message}`
}
