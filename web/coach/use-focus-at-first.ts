/** Takes the focus to the head of a step that has just replaced another, so that a keyboard or a reader goes on there. */
import { type RefObject, useEffect, useRef } from 'react'

export function useFocusAtFirst<T extends HTMLElement>(): RefObject<T | null> {
  const ref = useRef<T>(null)
  useEffect(() => ref.current?.focus({ preventScroll: true }), [])
  return ref
}
