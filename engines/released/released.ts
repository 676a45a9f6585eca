/** What the last release asks of its database, and whether a schema still understands it. */
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import pg from 'pg'

/** By role. */
export type Statements = Readonly<Record<string, readonly string[]>>

export interface Released {
  /** When it was noted: 2026-01-31 */
  readonly day: string
  readonly statements: Statements
}

export const releasedFile = path.join(import.meta.dirname, 'statements.json')

export function readReleased(): Released {
  if (!existsSync(releasedFile)) return { day: '', statements: {} }
  return JSON.parse(readFileSync(releasedFile, 'utf8')) as Released
}

/** A statement of the last release that a migration takes away on purpose, once no running version sends it any more. */
export interface Contracted {
  readonly role: string
  /** How it begins. */
  readonly begins: string
  /** Such as content/0009_views.contract.sql. */
  readonly migration: string
}

export const contracted: readonly Contracted[] = []

export interface Refused {
  readonly statement: string
  /** What the server says. */
  readonly why: string
}

/**
 * Has the server plan each statement without values, as the role that sends it: names, types and rights are looked up as they would be for the
 * version that runs. Nothing is carried out.
 */
export async function refused(url: string, statements: readonly string[]): Promise<readonly Refused[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const all: Refused[] = []
    for (const statement of statements) {
      const why = await client.query(`explain (generic_plan) ${statement}`).then(
        () => undefined,
        (error: unknown) => (error instanceof Error ? error.message : String(error)),
      )
      if (why !== undefined) all.push({ statement, why })
    }
    return all
  } finally {
    await client.end()
  }
}
