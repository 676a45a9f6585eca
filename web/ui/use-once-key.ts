/** The key of what is asked for: the same again for as long as it is not known to be done, so that an answer that was lost does nothing twice. */
import { useRef } from 'react'
import { newId } from '../api/new-id.ts'

export interface OnceKey {
  /** Another one for each other thing. */
  of(asked: unknown): string
  /** The same thing asked for again is meant again. */
  done(): void
}

export function useOnceKey(): OnceKey {
  const last = useRef<{ readonly asked: string; readonly key: string }>(undefined)
  return {
    of(asked) {
      const json = JSON.stringify(asked)
      if (last.current?.asked !== json) last.current = { asked: json, key: newId() }
      return last.current.key
    },
    done() {
      last.current = undefined
    },
  }
}
