/** What happens to the learner's own things, told by the gateway as it happens; comes back by itself when the line breaks. */
import { http } from './gateway.ts'
import { ApiError } from './problem.ts'
import { openTalkLine } from './talk-line.ts'

interface Subscribe {
  readonly type: 'subscribe'
  readonly topics: readonly string[]
  readonly last_seq?: number
}

/** A page that is left at once needs no line. */
const settleMs = 2000
const longestPauseMs = 300_000

/** Until the signal ends it. */
export function watchNotices(topics: readonly string[], { onNotice, signal }: { readonly onNotice: () => void; readonly signal: AbortSignal }): void {
  const open = openTalkLine<Subscribe>({ http, gateway: () => window.location.origin })
  let pauseMs = settleMs
  let last: number | undefined
  const later = (): void => {
    const timer = setTimeout(() => void connect(), pauseMs)
    signal.addEventListener('abort', () => clearTimeout(timer), { once: true })
    pauseMs = Math.min(longestPauseMs, pauseMs * 2)
  }
  const connect = async (): Promise<void> => {
    if (signal.aborted) return
    try {
      const line = await open({
        signal,
        onMessage({ type, seq }) {
          if (type !== 'event') return
          if (typeof seq === 'number') last = seq
          onNotice()
        },
        onEnd: (again) => {
          if (again && !signal.aborted) later()
        },
      })
      signal.addEventListener('abort', () => line.close(), { once: true })
      if (signal.aborted) return line.close()
      pauseMs = settleMs
      line.send({ type: 'subscribe', topics, ...(last === undefined ? {} : { last_seq: last }) })
    } catch (error) {
      // Who is signed out would be refused each time.
      const refused = error instanceof ApiError && error.status === 401
      if (!signal.aborted && !refused) later()
    }
  }
  later()
}
