/** Processes kept ready: each is used once and another started in its place; none is kept that nobody has asked for lately. */
import type { Box } from './box.ts'

export interface Pool extends AsyncDisposable {
  /** A ready one, fresh. */
  take(): Promise<Box>
  /** After use: freshened where that costs less than another process, else killed. */
  giveBack(box: Box): void
}

export interface PoolOptions {
  readonly start: () => Box
  /** Kept ready while in use. */
  readonly warm: number
  readonly idleMs: number
  /** Whether the inside can be replaced without its process. */
  readonly renews: boolean
}

const mostTries = 3
const mostWaiting = 4

export function openPool({ start, warm, idleMs, renews }: PoolOptions): Pool {
  const waiting: Box[] = []
  const living = new Set<Box>()
  let closed = false
  let takers = 0
  let idle: NodeJS.Timeout | undefined
  const begin = (): Box => {
    const box = start()
    living.add(box)
    void box.ended.then(() => {
      living.delete(box)
      const at = waiting.indexOf(box)
      if (at !== -1) waiting.splice(at, 1)
    })
    return box
  }
  const fill = (): void => {
    while (!closed && waiting.length < warm) waiting.push(begin())
  }
  const leave = (): void => {
    for (const box of waiting.splice(0)) box.kill()
  }
  const used = (): void => {
    clearTimeout(idle)
    idle = setTimeout(leave, idleMs)
    idle.unref()
  }
  const whicheverIsReady = async (): Promise<Box> => {
    for (let failed = 0; failed < mostTries && !closed; ) {
      const at = waiting.findIndex((box) => box.isReady())
      const ready = at === -1 ? undefined : waiting.splice(at, 1)[0]
      if (ready !== undefined) return ready
      while (waiting.length < takers) waiting.push(begin())
      await Promise.any(waiting.map((box) => box.ready())).catch(() => {
        failed += 1
      })
    }
    throw new Error('no sandbox starts')
  }
  return {
    giveBack(box) {
      if (!renews || !box.fit() || closed || waiting.length >= mostWaiting) return box.kill()
      box.renew()
      waiting.push(box)
    },
    async take() {
      used()
      takers += 1
      try {
        return await whicheverIsReady()
      } finally {
        takers -= 1
        fill()
      }
    },
    async [Symbol.asyncDispose]() {
      closed = true
      clearTimeout(idle)
      const all = [...living]
      for (const box of all) box.kill()
      await Promise.all(all.map((box) => box.ended))
    },
  }
}
