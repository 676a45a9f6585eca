/** What a process writes to its errors: passed on in whole lines, and its last words, should it end by itself. */

export interface Complaint {
  hear(chunk: string): void
  /** Nothing comes any more. */
  end(): void
  /** Its last words. */
  words(): string
  /** The engine gave up for want of memory. */
  ranOut(): boolean
}

const keptCharacters = 4_000
const shownLines = 8
const shownCharacters = 300
/** Without an end of line, so much is passed on. */
const longestLine = 500
/** Frames of an engine's own, which say nothing about the program. */
const nativeFrame = /^\s*\d+: 0x[0-9a-f]+ .*\[/
const outOfMemory = /heap out of memory|process out of memory/i
/** Where a runtime says what went wrong; below it may stand any number of calls. */
const saysWhat = /^(?:panic: |[\w.$[\]" ]*(?:Error|Exception)\b)|panicked at/

export function openComplaint(tell: (text: string) => void): Complaint {
  let rest = ''
  let last = ''
  let isOut = false
  const pass = (lines: readonly string[]): void => {
    const kept = lines.filter((line) => !nativeFrame.test(line)).map((line) => `${line}\n`)
    const text = kept.join('')
    isOut ||= outOfMemory.test(text)
    last = (last + text).slice(-keptCharacters)
    if (text !== '') tell(text)
  }
  return {
    hear(chunk) {
      const lines = (rest + chunk).split('\n')
      rest = lines.pop() ?? ''
      if (rest.length > longestLine) {
        lines.push(rest)
        rest = ''
      }
      pass(lines)
    },
    end() {
      if (rest !== '') pass([rest])
      rest = ''
    },
    words: () => lastWords(last),
    ranOut: () => isOut,
  }
}

function lastWords(text: string): string {
  const lines = text.trim().split('\n')
  const last = Math.max(0, lines.length - shownLines)
  const said = lines.findLastIndex((line) => saysWhat.test(line))
  const from = said < 0 ? last : Math.min(said, last)
  return lines
    .slice(from, from + shownLines)
    .map((line) => line.slice(0, shownCharacters))
    .join('\n')
}
