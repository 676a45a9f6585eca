/** What the gateway answered, as it is kept here: never older than what the learner has just changed. */
import { QueryClient, type QueryClientConfig, type QueryKey } from '@tanstack/react-query'

/** A cache whose first readings are repeated when they began before something changed. */
export function createAnswers(config: QueryClientConfig): QueryClient {
  const answers = new QueryClient(config)
  const invalidate = answers.invalidateQueries.bind(answers)
  answers.invalidateQueries = async (filters, options) => {
    const early = answers.getQueryCache().findAll(filters)
    const begun = early.filter(({ state }) => state.data === undefined && state.fetchStatus !== 'idle').map(({ queryHash }) => queryHash)
    await invalidate(filters, options)
    // A first reading goes on by itself when it is invalidated, and would stand for what is there now.
    if (begun.length > 0) await invalidate({ predicate: ({ queryHash }) => begun.includes(queryHash) }, options)
  }
  return answers
}

/** Puts what a change was answered with. A reading that is under way would show what was before. */
export function putAnswer<T>(answers: QueryClient, queryKey: QueryKey, now: T | ((known: T | undefined) => T | undefined)): void {
  void answers.cancelQueries({ queryKey, exact: true })
  answers.setQueryData<T>(queryKey, now as (known: T | undefined) => T | undefined)
}
