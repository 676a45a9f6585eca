/** What a provider must be able to do: send a learner to its own page, and say afterwards who came back. */
import { isOneLine } from '../../http/text.ts'

export type ProviderName = 'google' | 'github'

/** Drawn anew for each attempt; what comes back must fit all three. */
export interface Checks {
  readonly state: string
  readonly nonce: string
  /** PKCE (RFC 7636). */
  readonly verifier: string
}

export interface Identity {
  /** The provider's own name for the account: never reused, never changed. */
  readonly subject: string
  /** In lower case; undefined when the provider tells none. */
  readonly email: string | undefined
  readonly emailVerified: boolean
  readonly displayName: string | undefined
}

export interface Departure {
  readonly checks: Checks
  readonly redirectUri: string
  /** Asks the learner even if the provider knows them. */
  readonly ask: boolean
}

export interface Return {
  readonly checks: Checks
  /** The address that the provider sent the browser to, as it is seen from outside. */
  readonly url: URL
}

export interface Provider {
  readonly name: ProviderName
  readonly label: string
  /** Throws ProviderError. */
  departure(departure: Departure, signal: AbortSignal): Promise<URL>
  /** Throws ProviderError. */
  identify(arrival: Return, signal: AbortSignal): Promise<Identity>
}

/** denied: the learner said no. refused: the provider did. away: no answer in time. garbled: an answer that does not hold. */
export type ProviderTrouble = 'denied' | 'refused' | 'away' | 'garbled'

export class ProviderError extends Error {
  readonly trouble: ProviderTrouble

  constructor(trouble: ProviderTrouble, message: string) {
    super(message)
    this.trouble = trouble
  }
}

const mostEmail = 254

/** @returns undefined for what is no address. */
export function toEmail(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined
  const email = value.trim().toLowerCase()
  return email.length <= mostEmail && /^[^\s@\p{Cc}]+@[^\s@\p{Cc}]+$/u.test(email) ? email : undefined
}

const mostName = 80

/** One line; undefined when nothing is left. */
export function toDisplayName(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined
  const line = value
    .toWellFormed()
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]+/gu, ' ')
    .trim()
  // Never half of a character.
  const name = line
    .slice(0, mostName)
    .replace(/[\ud800-\udbff]$/, '')
    .trim()
  return isOneLine(name) ? name : undefined
}
