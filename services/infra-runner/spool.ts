/** What is said by one and read by another, in its order, until it is over. */

export interface Spool<Said> extends AsyncIterable<Said> {
  /** Nothing, once it is over. */
  push(said: Said): void
  /** What is in it is still read. */
  end(): void
  /** What is in it is still read, then this is thrown. */
  fail(error: unknown): void
  readonly waiting: () => number
  readonly isOver: () => boolean
}

export function openSpool<Said>(): Spool<Said> {
  let waiting: Said[] = []
  let over: { readonly error?: unknown } | undefined
  let wake: (() => void) | undefined
  const woken = (): void => {
    wake?.()
    wake = undefined
  }
  const close = (how: { readonly error?: unknown }): void => {
    over ??= how
    woken()
  }
  return {
    push(said) {
      if (over !== undefined) return
      waiting.push(said)
      woken()
    },
    end: () => close({}),
    fail: (error) => close({ error }),
    waiting: () => waiting.length,
    isOver: () => over !== undefined,
    async *[Symbol.asyncIterator]() {
      for (;;) {
        const some = waiting
        waiting = []
        yield* some
        if (waiting.length > 0) continue
        if (over?.error !== undefined) throw over.error
        if (over !== undefined) return
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      }
    },
  }
}
