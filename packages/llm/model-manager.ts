/** Models of an Ollama server kept within a budget of memory: loaded before they are asked, others unloaded to make room, told apart by their digests. */
import type { Log } from '@quint/runtime/log.ts'
import { z } from 'zod'

export interface ModelManagerOptions {
  /** Without the version path, as in http://127.0.0.1:11434. */
  readonly baseUrl: string
  /** Bytes that loaded models may take together; 0 leaves that to the server. */
  readonly budgetBytes: number
  readonly log: Log
  /** For a question; loading has its own. */
  readonly deadlineMs?: number
  readonly loadDeadlineMs?: number
}

export interface ModelManager {
  /** Loads a model that is not there, after unloading those that would be unloaded soonest anyway. Throws when there is no such model, or no room for it. */
  ready(model: string, signal: AbortSignal): Promise<void>
  unload(model: string, signal: AbortSignal): Promise<void>
  /** Of the weights as they are on the server; empty where it does not tell. */
  digestOf(model: string, signal: AbortSignal): Promise<string>
}

/** A model that is not asked for so long is unloaded by the server. */
const keptAlive = '15m'

const named = z.object({ name: z.string(), digest: z.string().default(''), size: z.number().nonnegative() })
const known = z.object({ models: z.array(named) })
const loaded = z.object({ models: z.array(named.extend({ expires_at: z.string().default('') })) })
type Loaded = z.infer<typeof loaded>['models'][number]

export function openModelManager({ baseUrl, budgetBytes, log, deadlineMs = 5000, loadDeadlineMs = 180_000 }: ModelManagerOptions): ModelManager {
  const root = baseUrl.replace(/\/$/, '')
  const ask = async (path: string, { body, limitMs = deadlineMs, signal }: Asking): Promise<unknown> => {
    const response = await fetch(`${root}${path}`, {
      ...(body === undefined ? {} : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
      redirect: 'error',
      signal: AbortSignal.any([signal, AbortSignal.timeout(limitMs)]),
    })
    const text = await response.text()
    if (!response.ok) throw new Error(`the server of models answered with ${response.status}`)
    return JSON.parse(text)
  }
  const find = async (model: string, signal: AbortSignal) =>
    known.parse(await ask('/api/tags', { signal })).models.find(({ name }) => isNamed(name, model))
  const unload = async (model: string, signal: AbortSignal): Promise<void> => {
    await ask('/api/generate', { body: { model, keep_alive: 0, stream: false }, signal })
    log.info('a model was unloaded', { model })
  }
  /** One at a time: two that make room for themselves would unload each other. */
  let last: Promise<void> = Promise.resolve()

  const makeReady = async (model: string, signal: AbortSignal): Promise<void> => {
    const there = loaded.parse(await ask('/api/ps', { signal })).models
    if (there.some(({ name }) => isNamed(name, model))) return
    const wanted = await find(model, signal)
    if (wanted === undefined) throw new Error('the server has no such model')
    for (const { name } of leaving(there, { bytes: wanted.size, budgetBytes })) await unload(name, signal)
    await ask('/api/generate', { body: { model, keep_alive: keptAlive, stream: false }, limitMs: loadDeadlineMs, signal })
    log.info('a model was loaded', { model })
  }
  return {
    ready(model, signal) {
      const turn = last.then(() => makeReady(model, signal))
      last = turn.catch(() => undefined)
      return turn
    },
    unload,
    digestOf: async (model, signal) => (await find(model, signal))?.digest ?? '',
  }
}

interface Asking {
  readonly body?: object
  readonly limitMs?: number
  readonly signal: AbortSignal
}

/** A name without a version stands for the latest. */
const isNamed = (name: string, model: string): boolean => name === model || name === `${model}:latest`

/** Whose time on the server ends soonest leaves first, until the new one has room. */
function leaving(there: readonly Loaded[], { bytes, budgetBytes }: { readonly bytes: number; readonly budgetBytes: number }): readonly Loaded[] {
  if (budgetBytes === 0) return []
  if (bytes > budgetBytes) throw new Error('the model is larger than the budget of memory')
  let taken = there.reduce((sum, { size }) => sum + size, 0)
  const out: Loaded[] = []
  for (const each of there.toSorted((a, b) => a.expires_at.localeCompare(b.expires_at))) {
    if (taken + bytes <= budgetBytes) break
    taken -= each.size
    out.push(each)
  }
  return out
}
