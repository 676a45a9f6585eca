/** Asks the gateway as the learner; who is signed out is sent to the door and back. */
import { type QueryKey, type QueryObserverLoadingErrorResult, type UseQueryOptions, type UseQueryResult, useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { ApiError } from '../api/problem.ts'
import { paths } from '../paths.ts'
import { isLeaving } from './leave-for.ts'

export function useLearnerQuery<T, Key extends QueryKey>(options: UseQueryOptions<T, Error, T, Key>) {
  const query = useQuery(options)
  useSignedOut(query.error)
  return query
}

export function useSignedOut(error: unknown): void {
  const signedOut = isSignedOut(error)
  useEffect(() => {
    if (signedOut && !isLeaving()) window.location.replace(paths.signIn(`${window.location.pathname}${window.location.search}`))
  }, [signedOut])
}

/** There is nothing to show. A reading that fails leaves what was read before, unless the gateway says that it is not there, or not for this learner. */
export function isUnreadable<T>(query: UseQueryResult<T>): query is QueryObserverLoadingErrorResult<T> {
  return query.isLoadingError || isRefused(query.error)
}

function isRefused(error: unknown): boolean {
  return error instanceof ApiError && error.status >= 400 && error.status < 500 && error.status !== 408 && error.status !== 429
}

export function isSignedOut(error: unknown): boolean {
  return error instanceof ApiError && error.status === 401
}
