/** Handlers that learners write: run in the sandbox, one request at a time, in place of what was generated; whatever they do, it is an answer of the replica. */
import { embeddedEngines } from '../../sandbox/embedded.ts'
import type { Opened } from '../../sandbox/sandbox.ts'
import type { ProcessPlan } from '../derive/local-plan.ts'
import type { Answer, Asked } from './http.ts'

/** A write is handled before it is written, and may be refused or changed; a read is handled after it was found. */
export type Handling = (asked: Asked, next: (asked: Asked) => Promise<Answer>) => Promise<Answer>

type Operation = ProcessPlan['operations'][number]

const limits = { timeMs: 200, memoryBytes: 64 * 1024 * 1024, outputBytes: 64 * 1024 }
/** As any other part of a replica. */
const mostWaiting = 50
const idleMs = 3_600_000

export interface Handlers {
  of(operation: Operation): Handling | undefined
}

export function openHandlers(operations: readonly Operation[]): Handlers {
  const handled = new Map<string, Handling>()
  if (operations.some(({ handler }) => handler !== undefined)) {
    const engine = embeddedEngines({ warm: 0, idleMs }).find(({ languages }) => languages.includes('javascript'))
    for (const { id, method, handler: code } of operations) {
      if (code === undefined || engine === undefined) continue
      const signal = new AbortController().signal
      const program = { language: 'javascript', code, entry: 'handle', counted: false } as const
      const call = oneByOne(() => engine.open(program, { limits, signal }))
      handled.set(id, method === 'GET' ? afterFinding(call) : beforeWriting(call))
    }
  }
  return { of: ({ id }) => handled.get(id) }
}

type Call = (request: object) => Promise<Said>

type Said = { readonly kind: 'said'; readonly value: unknown } | { readonly kind: 'failed'; readonly answer: Answer }

const failed = (reason: string): Said => ({ kind: 'failed', answer: { status: 500, body: { error: 'handler', reason } } })
const shapeless: Answer = { status: 500, body: { error: 'handler', reason: 'shape' } }

/** A program answers one input after the other; one that misbehaved is begun anew. */
function oneByOne(open: () => Promise<Opened>): Call {
  let program: Promise<Opened> | undefined
  let last: Promise<unknown> = Promise.resolve()
  let waiting = 0
  const run = async (request: object): Promise<Said> => {
    program ??= open()
    try {
      const { kind, value } = await (await program).run({ stdin: '', args: JSON.stringify([request]) })
      if (kind !== 'ok') return await renewed(kind)
      return { kind: 'said', value: value === undefined ? undefined : (JSON.parse(value) as unknown) }
    } catch {
      return await renewed('sandbox')
    }
  }
  const renewed = async (reason: string): Promise<Said> => {
    const over = program
    program = undefined
    await over?.then((one) => one[Symbol.asyncDispose]()).catch(() => undefined)
    return failed(reason)
  }
  return async (request) => {
    if (waiting >= mostWaiting) return { kind: 'failed', answer: { status: 503, body: { error: 'busy' } } }
    waiting += 1
    const mine = last.then(() => run(request))
    last = mine.catch(() => undefined)
    return await mine.finally(() => {
      waiting -= 1
    })
  }
}

function requestOf({ method, path, query, body }: Asked): object {
  return { method, path, query: Object.fromEntries(query), body: parsed(body) }
}

function parsed(text: string): unknown {
  try {
    return text === '' ? null : (JSON.parse(text) as unknown)
  } catch {
    return text
  }
}

function afterFinding(call: Call): Handling {
  return async (asked, next) => {
    const { status, body, headers } = await next(asked)
    const said = await call({ ...requestOf(asked), answer: { status, body: body ?? null } })
    if (said.kind === 'failed') return said.answer
    const answer = answerIn(said.value)
    if (answer === undefined) return shapeless
    return { ...answer, ...(answer.status === status && headers !== undefined ? { headers } : {}) }
  }
}

function beforeWriting(call: Call): Handling {
  return async (asked, next) => {
    const said = await call(requestOf(asked))
    if (said.kind === 'failed') return said.answer
    const answer = answerIn(said.value)
    if (answer !== undefined) return answer
    if (!isRecord(said.value) || 'status' in said.value || !('body' in said.value)) return shapeless
    return await next({ ...asked, body: JSON.stringify(said.value.body) })
  }
}

/** With a status it is an answer; without one, only what is to be written. */
function answerIn(value: unknown): Answer | undefined {
  if (!isRecord(value)) return undefined
  const { status, body } = value
  return typeof status === 'number' && Number.isInteger(status) && status >= 200 && status <= 599 ? { status, body } : undefined
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
