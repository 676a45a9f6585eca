/** WebVTT: what is said, and the chapters. */

export interface Spoken {
  /** Seconds. */
  readonly from: number
  readonly to: number
  readonly text: string
}

export function vtt(cues: readonly Spoken[]): string {
  const blocks = cues.map(({ from, to, text }, index) => `${index + 1}\n${time(from)} --> ${time(to)}\n${safe(text)}`)
  return `WEBVTT\n\n${blocks.join('\n\n')}\n`
}

/** Neither an arrow nor markup nor an empty line, whatever was written. */
const safe = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/\s+/g, ' ').trim()

function time(seconds: number): string {
  const ms = Math.round(seconds * 1000)
  const part = (value: number, digits = 2): string => String(Math.floor(value)).padStart(digits, '0')
  return `${part(ms / 3_600_000)}:${part((ms / 60_000) % 60)}:${part((ms / 1000) % 60)}.${part(ms % 1000, 3)}`
}
