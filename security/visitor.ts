/** Whoever comes over HTTP: with an address of their own, and a token or cookies if they have any. */
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'

export interface Sending {
  readonly token?: string
  readonly headers?: Readonly<Record<string, string>>
  /** A string goes as it is, everything else as JSON. */
  readonly body?: unknown
  /** A stream of events is read this long; without it to its end. */
  readonly streamMs?: number
}

export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  /** Undefined when the body is not JSON. */
  readonly json: unknown
}

export interface Visitor {
  readonly address: string
  send(method: string, route: string, sending?: Sending): Promise<Answer>
}

export interface Learner extends Visitor {
  readonly userId: string
  readonly email: string
  readonly password: string
  readonly displayName: string
  readonly accessToken: string
  readonly refreshToken: string
}

const deadlineMs = 60_000
let visitors = 0

/** Addresses are told as a balancer in front would: nobody shares another's limits. */
export function newVisitor(url: string): Visitor {
  visitors += 1
  const address = `10.${(visitors >> 16) & 255}.${(visitors >> 8) & 255}.${visitors & 255}`
  return {
    address,
    async send(method, route, { token, headers = {}, body, streamMs } = {}) {
      const response = await fetch(new URL(route, url), {
        method,
        redirect: 'manual',
        signal: AbortSignal.timeout(deadlineMs),
        headers: {
          'X-Forwarded-For': address,
          ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
          ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      })
      const text = await textOf(response, streamMs)
      return { status: response.status, headers: response.headers, text, json: parsed(text) }
    },
  }
}

/** Of a stream of events that has no end of its own, what came in time. */
async function textOf(response: Response, streamMs?: number): Promise<string> {
  const isStream = response.headers.get('content-type')?.startsWith('text/event-stream') ?? false
  if (streamMs === undefined || !isStream || response.body === null) return response.text()
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader()
  const over = setTimeout(() => void reader.cancel(), streamMs)
  let text = ''
  for (let read = await reader.read(); !read.done; read = await reader.read()) text += read.value
  clearTimeout(over)
  return text
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Words that nobody else writes, so that they are found wherever they go. */
export function canary(kind: string): string {
  return `${kind}canary${randomBytes(6).toString('hex')}`
}

/** A new account; its requests bear its token unless they name another. */
export async function newLearner(url: string): Promise<Learner> {
  const visitor = newVisitor(url)
  const credentials = { email: `${canary('mail')}@example.test`, password: `pass ${canary('word')}`, displayName: `Ada ${canary('name')}` }
  const answer = await visitor.send('POST', '/api/auth/register', { body: credentials })
  assert.equal(answer.status, 201, `register: ${answer.text}`)
  const { user, accessToken, refreshToken } = answer.json as { user: { id: string }; accessToken: string; refreshToken: string }
  return {
    ...visitor,
    ...credentials,
    userId: user.id,
    accessToken,
    refreshToken,
    send: (method, route, sending = {}) => visitor.send(method, route, { token: accessToken, ...sending }),
  }
}

export interface WebApp {
  readonly visitor: Visitor
  /** Name=value pairs, as a browser sends them. */
  readonly cookie: string
  readonly setCookies: readonly string[]
}

/** What our own pages send. */
export const ownPage = (origin: string) => ({ 'X-Quint-Client': 'web', Origin: origin, 'Sec-Fetch-Site': 'same-origin' })

/** Signed in as the web app does it: by cookies. */
export async function newWebApp(url: string, origin = url): Promise<WebApp> {
  const visitor = newVisitor(url)
  const body = { email: `${canary('mail')}@example.test`, password: `pass ${canary('word')}`, displayName: 'Ada' }
  const answer = await visitor.send('POST', '/api/auth/register', { body, headers: ownPage(origin) })
  assert.equal(answer.status, 201, `register: ${answer.text}`)
  assert.equal((answer.json as { accessToken?: string }).accessToken, undefined, 'a page gets no token that a script could read')
  const setCookies = answer.headers.getSetCookie()
  return { visitor, setCookies, cookie: setCookies.map((line) => line.split(';')[0]).join('; ') }
}
