/** Lets a growing text appear as if typed: quickly when much is waiting, at once for who wants no motion. */
import { useEffect, useState } from 'react'

const framesToCatchUp = 24

/** @param whole the text was there already: it is shown at once. @returns how many characters to show. */
export function useTyped(text: string, whole: boolean): number {
  const [shown, setShown] = useState(whole ? text.length : 0)
  useEffect(() => {
    if (shown >= text.length) return
    const still = window.matchMedia('(prefers-reduced-motion: reduce)').matches
    const frame = requestAnimationFrame(() => setShown(still ? text.length : nextShown(shown, text.length)))
    return () => cancelAnimationFrame(frame)
  }, [text, shown])
  return Math.min(shown, text.length)
}

function nextShown(shown: number, length: number): number {
  return Math.min(length, shown + Math.max(1, Math.ceil((length - shown) / framesToCatchUp)))
}
