/** What of a text that is still coming can be said aloud already: whole sentences. */

/** @param from what was said before ends here. @param whole nothing more comes. @returns the end of what can be said now. */
export function sayable(text: string, from: number, whole: boolean): number {
  if (whole) return text.length
  const ends = [...text.slice(from).matchAll(/[.!?…]["”’)]*\s+/g)]
  const last = ends.at(-1)
  return last === undefined ? from : from + last.index + last[0].length
}

/** Signs that are shown but not said. */
export function spokenText(text: string): string {
  return text
    .replace(/[`*_#]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
}
