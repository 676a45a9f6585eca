/** Running sessions as the gateway last told them, so that they can be opened without a connection. */
import type { Transcript } from '@quint/web/coach/coach-client.ts'
import type { Store } from '../account/store.ts'

export interface SeenSessions {
  keep(transcript: Transcript): Promise<void>
  of(sessionId: string): Promise<Transcript | undefined>
}

export interface SeenOptions {
  readonly store: Store
  /** Who is signed in: nobody else sees what they saw. */
  readonly owner: () => Promise<string | undefined>
}

export const seenPrefix = 'quint:transcript:'

export function seenSessions({ store, owner }: SeenOptions): SeenSessions {
  return {
    async keep(transcript) {
      const key = `${seenPrefix}${transcript.session.id}`
      const userId = await owner()
      if (userId === undefined) return
      // What the device refuses to keep, it does not have: the panel works on.
      const kept = transcript.session.status === 'in_progress' ? store.set(key, { userId, transcript }) : store.remove(key)
      await kept.catch(() => undefined)
    },
    async of(sessionId) {
      const [kept, userId] = await Promise.all([store.get(`${seenPrefix}${sessionId}`), owner()])
      return isSeen(kept) && kept.userId === userId ? kept.transcript : undefined
    },
  }
}

/** Only our own extension writes there; what an older version wrote may have another shape. */
function isSeen(value: unknown): value is { readonly userId: string; readonly transcript: Transcript } {
  if (typeof value !== 'object' || value === null || !('userId' in value) || !('transcript' in value)) return false
  const { transcript } = value
  return typeof transcript === 'object' && transcript !== null && 'session' in transcript && 'prompts' in transcript && 'responses' in transcript
}
