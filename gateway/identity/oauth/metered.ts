/** Counts how a provider answers, and gives all its calls of one sign-in a common deadline. */
import { count } from '@quint/telemetry/metrics.ts'
import { within } from './outgoing.ts'
import { type Provider, ProviderError } from './provider.ts'

export function metered(provider: Provider, deadlineMs: number): Provider {
  const told = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      const done = await work()
      count('quint.auth.provider_answers', { 'quint.auth.provider': provider.name, 'quint.auth.answer': 'good' })
      return done
    } catch (error) {
      const answer = error instanceof ProviderError ? error.trouble : 'garbled'
      count('quint.auth.provider_answers', { 'quint.auth.provider': provider.name, 'quint.auth.answer': answer })
      throw error
    }
  }
  return {
    ...provider,
    // Where to send a learner is no answer of the provider's while its description is known.
    departure: async (departure, signal) => {
      try {
        return await provider.departure(departure, within(deadlineMs, signal))
      } catch (error) {
        return told(() => Promise.reject(error))
      }
    },
    identify: (arrival, signal) => told(() => provider.identify(arrival, within(deadlineMs, signal))),
  }
}
