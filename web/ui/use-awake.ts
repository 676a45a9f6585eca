'use client'
/** Before a page is awake a browser shows it and takes what is typed, and nobody listens. */
import { useLayoutEffect, useSyncExternalStore } from 'react'

export const useAwake = (): boolean => useSyncExternalStore(never, yes, no)

const never = () => () => undefined
const yes = (): boolean => true
const no = (): boolean => false

/** Tells what was typed into a field before the page was awake: the next drawing would take it away. */
export function useTypedEarly(id: string, value: string, onTyped: (text: string) => void): void {
  const awake = useAwake()
  // biome-ignore lint/correctness/useExhaustiveDependencies: only as the page awakes
  useLayoutEffect(() => {
    const field = document.getElementById(id)
    if (awake || !(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement)) return
    if (field.value !== value) onTyped(field.value)
  }, [])
}
