/** Blots out of a text what would say who wrote it. */
import { type Identifying, type IdentifyingKind, identifying } from './identifying.ts'

export interface Scrubbed {
  readonly text: string
  /** What was blotted out, where it stood in the original. */
  readonly blots: readonly Identifying[]
}

const inPlace: Readonly<Record<IdentifyingKind, string>> = {
  link: '[link]',
  'e-mail': '[e-mail]',
  number: '[number]',
  handle: '[handle]',
  name: '[name]',
}

/** @param names of the writer. Doing it twice changes nothing more. */
export function scrub(text: string, names: readonly string[] = []): Scrubbed {
  const blots = identifying(text, names)
  let rest = 0
  let scrubbed = ''
  for (const { kind, start, end } of blots) {
    scrubbed += text.slice(rest, start) + inPlace[kind]
    rest = end
  }
  return { text: scrubbed + text.slice(rest), blots }
}
