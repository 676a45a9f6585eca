/** Everything held of a learner as one JSON document in pieces. */
import type { Database } from '@quint/db/database.ts'
import { heldPieces } from '@quint/db/held.ts'
import { heldPages, heldParts } from './export-store.ts'

export function exportPieces(database: Database, userId: string): AsyncGenerator<Buffer> {
  return heldPieces(heldParts.map((part) => [part, heldPages(database, userId, part)] as const))
}
