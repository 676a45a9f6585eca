/** What can be told of a table and its columns; processes of deployments load it, so it loads nothing. */
import type { Column, Table } from './table.ts'

/** True where Postgres finds rows by the column without reading the whole table. */
export function isFoundBy(table: Table, name: string): boolean {
  return [table.primaryKey, ...table.uniques, ...table.indexes].some(([first]) => first === name)
}

export function columnOf(table: Table, name: string): Column | undefined {
  return table.columns.find((one) => one.name === name)
}

/** Columns that a writer has to give. */
export function requiredOf(table: Table): readonly string[] {
  return table.columns.filter(({ name, nullable, fills }) => !nullable && fills === 'none' && !isMade(table, name)).map(({ name }) => name)
}

/** A key of text or a UUID that nobody gave is made by the service. */
export function isMade(table: Table, name: string): boolean {
  const type = columnOf(table, name)?.type
  return (type === 'text' || type === 'uuid') && table.primaryKey.length === 1 && table.primaryKey[0] === name
}
