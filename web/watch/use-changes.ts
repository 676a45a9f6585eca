/** Follows a video, or the feed (''), for as long as the screen stands; a connection that ends is opened again. */
import { useEffect, useEffectEvent } from 'react'
import { ApiError } from '../api/problem.ts'
import { type VideoCard, watch } from '../api/watch.ts'

const againMs = 2000
const longestMs = 60_000
/** After these, asking again would end the same way: signed out, not allowed, not there. */
const final: ReadonlySet<number> = new Set([401, 403, 404])

export function useChanges(id: string, onChange: (video: VideoCard | 'gone') => void): void {
  const tell = useEffectEvent(onChange)
  useEffect(() => {
    const over = new AbortController()
    void follow(id, over.signal, tell)
    return () => over.abort()
  }, [id])
}

async function follow(id: string, signal: AbortSignal, tell: (video: VideoCard | 'gone') => void): Promise<void> {
  let pauseMs = againMs
  while (!signal.aborted) {
    const ended = await once(id, signal, tell)
    if (ended === 'refused') return
    // The screen shows what it knows; the next try may find the gateway again.
    pauseMs = ended === 'failed' ? Math.min(longestMs, pauseMs * 2) : againMs
    await new Promise((resolve) => setTimeout(resolve, pauseMs))
  }
}

async function once(id: string, signal: AbortSignal, tell: (video: VideoCard | 'gone') => void): Promise<'over' | 'failed' | 'refused'> {
  let told = false
  try {
    for await (const video of watch.changes(id, signal)) {
      told = true
      tell(video)
      // The feed goes on when a video of it is gone.
      if (video === 'gone' && id !== '') return 'refused'
    }
    return 'over'
  } catch (error) {
    if (error instanceof ApiError && final.has(error.status)) return 'refused'
    return told ? 'over' : 'failed'
  }
}
