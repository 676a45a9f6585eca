/** The database as its superuser sees it, and as each service's role does. */
import pg from 'pg'

/** One statement as superuser. */
export async function ask<Row extends object>(adminUrl: string, text: string, values: readonly unknown[] = []): Promise<Row[]> {
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  try {
    return (await client.query<Row>(text, [...values])).rows
  } finally {
    await client.end()
  }
}

/** The address under which every session has the rights of that role and no others. */
export function asRole(adminUrl: string, role: string): string {
  const url = new URL(adminUrl)
  url.searchParams.set('options', `-c role=${role} -c search_path=${role},extensions`)
  return url.href
}

export interface Attempt {
  readonly rows: readonly object[]
  /** SQLSTATE; empty when the statement was carried out. */
  readonly refused: string
}

/** What becomes of a statement that a service's role sends; nothing of it stays. */
export async function attemptAs(adminUrl: string, role: string, statements: readonly string[]): Promise<Attempt> {
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  try {
    await client.query(`set session authorization ${client.escapeIdentifier(role)}`)
    await client.query('begin')
    let rows: readonly object[] = []
    for (const statement of statements) ({ rows } = await client.query<object>(statement))
    return { rows, refused: '' }
  } catch (error) {
    return { rows: [], refused: error instanceof pg.DatabaseError ? (error.code ?? 'unknown') : 'unknown' }
  } finally {
    // Rolls back.
    await client.end()
  }
}
