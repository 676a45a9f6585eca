/** A model provider over HTTP that streams the same tokens to whoever asks, one at a time, and notes when it lets go of each. */
import { setTimeout as delay } from 'node:timers/promises'
import { startFakeOpenai } from '../../packages/llm/testing.ts'
import { nowMs } from '../statistics.ts'
import { answer } from '../worker.ts'

export type ProviderTasks = typeof tasks

const owned = new AsyncDisposableStack()
let tokens: readonly string[] = []
let everyMs = 5
let released: number[] = []

const tasks = {
  async start(): Promise<{ url: string }> {
    const provider = owned.use(await startFakeOpenai(() => ({ kind: 'stream', chunks: paced(), usage: { inputTokens: 1, outputTokens: 1 } })))
    return { url: provider.url }
  },
  stream(next: { readonly tokens: readonly string[]; readonly everyMs: number }): void {
    tokens = next.tokens
    everyMs = next.everyMs
  },
  /** When the tokens of the latest stream were let go. */
  released: (): readonly number[] => released,
}

/** Each token waits at a gate that a timer opens. */
function paced(): (string | Promise<unknown>)[] {
  const stamps: number[] = []
  released = stamps
  const gates = tokens.map(() => Promise.withResolvers<void>())
  void open(gates, stamps)
  return tokens.flatMap((token, index) => [gates[index]?.promise ?? Promise.resolve(), token])
}

async function open(gates: readonly PromiseWithResolvers<void>[], stamps: number[]): Promise<void> {
  for (const gate of gates) {
    await delay(everyMs)
    stamps.push(nowMs())
    gate.resolve()
  }
}

answer(tasks, owned)
