/** One entry of a store, as it is now, whichever window changes it. */
import { useEffect, useState } from 'react'
import type { Store } from '../account/store.ts'

/** @returns undefined until it has been read. */
export function useKept<T>(store: Store, key: string, read: (value: unknown) => T): T | undefined {
  const [kept, setKept] = useState<{ readonly value: T }>()
  useEffect(() => {
    let over = false
    let told = false
    const end = store.watch((changed, value) => {
      if (changed !== key) return
      told = true
      setKept({ value: read(value) })
    })
    store.get(key).then(
      (value) => {
        if (!over && !told) setKept({ value: read(value) })
      },
      () => undefined,
    )
    return () => {
      over = true
      end()
    }
  }, [store, key, read])
  return kept?.value
}
