/** What is said when a sign-in with a provider did not work out. */

const labels: Readonly<Record<string, string>> = { google: 'Google', github: 'GitHub' }

export function providerLabel(name: string | undefined): string {
  return labels[name ?? ''] ?? 'The provider'
}

/** A code that this version does not know still says that something went wrong, and never shows what stands in the address. */
export function troubleWords(problem: string, provider: string | undefined): string {
  const who = providerLabel(provider)
  switch (problem) {
    case 'denied':
      return `You said no at ${who}. Nothing has changed.`
    case 'refused':
      return `${who} did not let you in. Begin again.`
    case 'away':
      return `${who} does not answer just now. Try again in a moment, or sign in another way.`
    case 'garbled':
      return `What ${who} answered does not fit. Nothing has changed. Try again, or sign in another way.`
    case 'expired':
      return 'That took too long, or began in another window. Begin again.'
    case 'no-email':
      return `${who} told us no e-mail address, and an account needs one. Add one there, or sign up with your e-mail here.`
    case 'unverified':
      return `Your e-mail address is not confirmed at ${who}. Confirm it there, then come again.`
    case 'unconfirmed':
      return 'There is an account with your e-mail address already, and the address was never confirmed here. Sign in with your password and confirm it, or choose a new password first.'
    case 'in-use':
      return `There is an account with your e-mail address already, and you sign in to it another way. Sign in as before, then add ${who} in your settings.`
    case 'elsewhere':
      return `This account at ${who} belongs to another learner here. Nothing has changed.`
    case 'another':
      return `You have another account at ${who} here. Take that one away first.`
    case 'not-yours':
      return `That is not the account at ${who} that you sign in with.`
    case 'suspended':
      return 'This account is suspended. Ask the people who run this place.'
    case 'too-many':
      return 'Too many accounts were made from here. Try again later.'
    default:
      return 'Signing in did not work just now. Nothing has changed. Try again in a moment.'
  }
}
