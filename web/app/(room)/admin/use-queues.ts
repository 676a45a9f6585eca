/** How much waits for an administrator: one count for all who show it, made anew each minute. */
import { useQuery } from '@tanstack/react-query'
import { administration, adminKeys } from './admin-api.ts'
import { isKeptOut } from './refused.tsx'

const againMs = 60_000

export const useQueues = () =>
  useQuery({
    queryKey: adminKeys.waiting,
    queryFn: ({ signal }) => administration.waiting(signal),
    // Who may not know is not asked for again; a count that did not come is.
    refetchInterval: ({ state }) => !isKeptOut(state.error) && againMs,
  })
