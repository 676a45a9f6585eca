/** After a deed: the lists that it changed are read again, and what waits is counted anew. */
import { type QueryKey, useQueryClient } from '@tanstack/react-query'
import { adminKeys } from './admin-api.ts'

/** The deed is done: nobody is kept waiting for a list that does not come. */
const patienceMs = 5000

export function useRefreshed(...lists: readonly QueryKey[]): () => Promise<void> {
  const queries = useQueryClient()
  return async () => {
    const read = Promise.all([...lists, adminKeys.waiting].map((queryKey) => queries.invalidateQueries({ queryKey })))
    await Promise.race([read, new Promise((resolve) => setTimeout(resolve, patienceMs))])
  }
}
