/** How much waits for an administrator: one count for all who show it, made anew each minute. */
import { useQuery } from '@tanstack/react-query'
import { administration, adminKeys } from './admin-api.ts'

const againMs = 60_000

export const useQueues = () =>
  useQuery({
    queryKey: adminKeys.waiting,
    queryFn: ({ signal }) => administration.waiting(signal),
    refetchInterval: ({ state }) => state.error === null && againMs,
  })
