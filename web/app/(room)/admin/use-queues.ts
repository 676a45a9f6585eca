/** How much waits for an administrator: one count for all who show it, made anew each minute. */
import { useQuery } from '@tanstack/react-query'
import { ApiError } from '../../../api/problem.ts'
import { administration, adminKeys } from './admin-api.ts'

const againMs = 60_000

export const useQueues = () =>
  useQuery({
    queryKey: adminKeys.waiting,
    queryFn: ({ signal }) => administration.waiting(signal),
    // Who may not know is not asked for again; a count that did not come is.
    refetchInterval: ({ state }) => !(state.error instanceof ApiError && (state.error.status === 401 || state.error.status === 403)) && againMs,
  })
