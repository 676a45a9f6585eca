/** A row of the threat table: what must hold, and the attempts that show it. */
import type { Stand } from './stand.ts'

export interface Check {
  /** A sentence in the present tense. */
  readonly holds: string
  /** Attacks from outside; throws when the attack succeeds, or when its own control does not work. */
  attempt(stand: Stand): Promise<void>
  /** Waits for a time-out of the product: begun first, judged last. */
  readonly slow?: true
}

export interface Row {
  /** S1 … S26. */
  readonly id: string
  readonly control: string
  readonly checks: readonly Check[]
  /** Parts that are shown from inside, and by which command. */
  readonly elsewhere?: readonly { readonly what: string; readonly where: string }[]
  /** Parts whose feature does not exist yet, and what they come with. */
  readonly later?: readonly { readonly what: string; readonly comesWith: string }[]
}

export interface Verdict {
  readonly row: Row
  readonly check: Check
  /** Undefined when it holds. */
  readonly failure: string | undefined
}
