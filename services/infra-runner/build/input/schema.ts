/** Tables out of what a learner wrote, JSON or SQL, and what of it could not be taken. */
import { mostBytes, type Read, refused } from '../blueprint/read.ts'
import { mostTables, type Table, tableSchema } from '../blueprint/table.ts'
import { tablesOfJson } from './schema-json.ts'
import { tablesOfSql } from './schema-sql.ts'

/** What was left out, by place. */
export interface LeftOut {
  readonly place: string
  readonly reason: string
}

export interface SchemaInput {
  readonly tables: readonly Table[]
  readonly leftOut: readonly LeftOut[]
}

/** As a reader of one language found it, before it is checked. */
export interface Found {
  readonly tables: readonly unknown[]
  readonly leftOut: readonly LeftOut[]
}

export async function readSchema(text: string): Promise<Read<SchemaInput>> {
  if (Buffer.byteLength(text) > mostBytes) return refused('', `A schema has at most ${mostBytes / 1024} KiB.`)
  if (text.trim() === '') return { kind: 'read', value: { tables: [], leftOut: [] } }
  const found = /^\s*[[{]/.test(text) ? tablesOfJson(text) : await tablesOfSql(text)
  if (found.kind === 'refused') return found
  const { tables, leftOut } = found.value
  if (tables.length > mostTables) return refused('', `A schema has at most ${mostTables} tables; these are ${tables.length}.`)
  const checked: Table[] = []
  const names = new Set<string>()
  for (const table of tables) {
    const parsed = tableSchema.safeParse(table)
    const name = nameOf(table)
    if (!parsed.success) {
      const [issue] = parsed.error.issues
      return refused(`${name}.${issue?.path.join('.') ?? ''}`, issue?.message ?? 'is no table')
    }
    if (names.has(parsed.data.name)) return refused(parsed.data.name, 'This table is there twice.')
    names.add(parsed.data.name)
    const unknown = unknownColumn(parsed.data)
    if (unknown !== undefined) return refused(parsed.data.name, `There is no column ${unknown}.`)
    checked.push(parsed.data)
  }
  return { kind: 'read', value: { tables: checked, leftOut } }
}

function nameOf(table: unknown): string {
  return typeof table === 'object' && table !== null && 'name' in table ? String(table.name).slice(0, 60) : ''
}

function unknownColumn({ columns, primaryKey, uniques, indexes, foreignKeys }: Table): string | undefined {
  const known = new Set(columns.map(({ name }) => name))
  return [...primaryKey, ...uniques.flat(), ...indexes.flat(), ...foreignKeys.flatMap((key) => key.columns)].find((name) => !known.has(name))
}
