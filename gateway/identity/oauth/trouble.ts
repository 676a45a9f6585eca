/** Why a sign-in with a provider ended without one: a code for the page that tells it, and words for who asks without a page. */
import { Failure } from '@quint/runtime/failure.ts'
import type { Refusal } from './linking.ts'
import { ProviderError } from './provider.ts'

export type Trouble =
  | 'denied'
  | 'refused'
  | 'away'
  | 'garbled'
  /** Begun elsewhere, ended already, or too long ago. */
  | 'expired'
  | Refusal
  /** Linked to another learner. */
  | 'elsewhere'
  /** The learner has another account of this provider. */
  | 'another'
  /** Not the account that is linked. */
  | 'not-yours'
  | 'suspended'
  | 'too-many'
  | 'unavailable'

export function troubleOf(error: unknown): Trouble {
  if (error instanceof ProviderError) return error.trouble
  if (!(error instanceof Failure)) return 'unavailable'
  switch (error.code) {
    case 'forbidden':
      return 'suspended'
    case 'exhausted':
      return 'too-many'
    case 'unauthenticated':
      return 'expired'
    default:
      return 'unavailable'
  }
}

export const refusalWords: Readonly<Record<Refusal, string>> = {
  'no-email': 'The account there has no e-mail address, and an account here needs one.',
  unverified: 'The e-mail address there is not confirmed. Confirm it there first.',
  unconfirmed: 'There is an account with this e-mail address, and the address was never confirmed here. Confirm it first, or choose a new password.',
  'in-use': 'There is an account with this e-mail address that is signed in to in another way. Sign in as before, and add this way in the settings.',
}
