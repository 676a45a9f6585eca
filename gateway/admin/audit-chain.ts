/** Proves the audit: each link seals its line and the link before it, so what was changed, taken out or put in shows (as in RFC 6962, without the tree). */
import { createHash } from 'node:crypto'
import type { AuditLink } from './audit-store.ts'

/** A link that somebody noted elsewhere: a chain that was made anew does not hold it. */
export interface Noted {
  readonly sequence: number
  /** Hex. */
  readonly seal: string
}

export interface Verdict {
  readonly links: number
  /** Lines that are no longer there because their month was dropped. */
  readonly past: number
  /** The last link, to be noted elsewhere; undefined for an audit without a line. */
  readonly last: Noted | undefined
  /** What is wrong, a line each; at most a hundred. */
  readonly problems: readonly string[]
}

const mostProblems = 100
const sha256 = (...parts: readonly (string | Uint8Array)[]): Buffer => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest()
}

/** @param batches links in order, from the first. */
export async function verifyAudit(batches: AsyncIterable<readonly AuditLink[]>, noted?: Noted): Promise<Verdict> {
  const problems: string[] = []
  let before: AuditLink | undefined
  let links = 0
  let past = 0
  let held = noted === undefined
  for await (const link of each(batches)) {
    problems.push(...problemsOf(link, before).map((problem) => `line ${link.sequence}: ${problem}`))
    held ||= noted?.sequence === link.sequence && noted.seal === link.seal.toString('hex')
    past += link.past ? 1 : 0
    links += 1
    before = link
  }
  if (!held) problems.unshift(`link ${noted?.sequence} is not the one that was noted: the chain was made anew, or cut`)
  const last = before === undefined ? undefined : { sequence: before.sequence, seal: before.seal.toString('hex') }
  return { links, past, last, problems: problems.slice(0, mostProblems) }
}

async function* each<Item>(batches: AsyncIterable<readonly Item[]>): AsyncGenerator<Item> {
  for await (const batch of batches) yield* batch
}

function problemsOf(link: AuditLink, before: AuditLink | undefined): readonly string[] {
  const found: string[] = []
  const due = (before?.sequence ?? 0) + 1
  if (link.sequence !== due) found.push(`${link.sequence - due} links before it are missing`)
  if (link.text === null && !link.past) found.push('it was taken out')
  if (link.text !== null && !sha256(link.text).equals(link.line)) found.push('it says something else than when it was written')
  if (!sha256(before?.seal ?? '', link.line).equals(link.seal)) found.push('its seal does not fit the link before it')
  return found
}
