/** After a deed: the lists that it changed are read again, and what waits is counted anew. */
import { type QueryKey, useQueryClient } from '@tanstack/react-query'
import { adminKeys } from './admin-api.ts'

export function useRefreshed(...lists: readonly QueryKey[]): () => Promise<void> {
  const queries = useQueryClient()
  return async () => {
    await Promise.all([...lists, adminKeys.waiting].map((queryKey) => queries.invalidateQueries({ queryKey })))
  }
}
