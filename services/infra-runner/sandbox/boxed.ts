/** An engine whose programs run in processes kept ready: an interpreter in WebAssembly, or a V8 realm, in a child without permissions. */
import type { Box, BoxOptions } from './box.ts'
import { startBox } from './box.ts'
import { openPool, type Pool } from './pool.ts'
import type { Engine, Input, Language, Opened, Outcome } from './sandbox.ts'

export interface BoxedOptions {
  readonly name: Engine['name']
  readonly languages: readonly Language[]
  /** @param memoryMiB the most that a program may hold. */
  readonly command: (memoryMiB: number) => BoxOptions
  readonly warm: number
  readonly idleMs: number
  readonly renews: boolean
}

const mebibyte = 1024 * 1024

export function boxedEngine({ name, languages, command, ...rest }: BoxedOptions): Engine {
  const pools = new Map<number, Pool>()
  const poolFor = (memoryMiB: number): Pool => {
    const pool = pools.get(memoryMiB) ?? openPool({ start: () => startBox(command(memoryMiB)), ...rest })
    pools.set(memoryMiB, pool)
    return pool
  }
  return {
    name,
    languages,
    async open(program, { limits, signal }): Promise<Opened> {
      const pool = poolFor(Math.ceil(limits.memoryBytes / mebibyte))
      let box: Box | undefined
      const leave = (): void => box?.kill()
      const release = (): void => {
        if (box !== undefined) pool.giveBack(box)
        box = undefined
      }
      signal.addEventListener('abort', leave)
      const run = async (input: Input): Promise<Outcome> => {
        signal.throwIfAborted()
        if (box?.fit() !== true) box = await pool.take()
        // Whoever left while a process was being had left none to kill.
        if (signal.aborted) release()
        signal.throwIfAborted()
        const outcome = await box.perform({ program, input, limits })
        signal.throwIfAborted()
        // What has stopped once is not gone on with.
        if (outcome.kind !== 'ok') release()
        return outcome
      }
      return {
        run,
        alone(input) {
          release()
          return run(input)
        },
        async [Symbol.asyncDispose]() {
          signal.removeEventListener('abort', leave)
          release()
        },
      }
    },
    async [Symbol.asyncDispose]() {
      await Promise.all([...pools.values()].map((pool) => pool[Symbol.asyncDispose]()))
    },
  }
}
