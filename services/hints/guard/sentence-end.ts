/** Where a sentence of streamed text ends. */

const mark = /\n|[.!?…。！？]+["'”’)\]*_]*(?=\s|$)|[。！？]/gu
const numbered = /^\s*(?:\d+|step \w+)[.)]?$/i
const abbreviation = /(?:^|[\s("“])(?:e\.g|i\.e|etc|vs|cf|approx|no|fig|[a-z]|\d+)\.?$/i

/** @returns the end of the first whole sentence in `text`, or -1. At the end of what has come so far, a full stop after a short word or a figure may not be one. */
export function sentenceEnd(text: string, from: number, ended: boolean): number {
  mark.lastIndex = from
  for (let found = mark.exec(text); found !== null; found = mark.exec(text)) {
    const end = found.index + found[0].length
    const before = text.slice(0, found.index)
    if (numbered.test(before)) continue
    const point = found[0].startsWith('.') && found[0].length === 1
    if (point && abbreviation.test(before) && (!ended || end < text.length)) continue
    return end
  }
  return ended && text !== '' ? text.length : -1
}
