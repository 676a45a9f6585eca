/** Rows of a whole database, over a connection that is there for the comparison only. */
import { openDatabase } from '@quint/db/database.ts'

export type Read = <Row extends object>(text: string) => Promise<Row[]>

export async function reading<T>(adminUrl: string, work: (read: Read) => Promise<T>): Promise<T> {
  await using database = openDatabase({ url: adminUrl, maxConnections: 1, statementTimeoutMs: 60_000 })
  return database.asService((tx) => work((text) => tx.query(text)))
}
