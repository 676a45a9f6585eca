/** Tables as a blueprint has them: what SQL is made of, never SQL itself. */
import { z } from 'zod'
import { identifier } from './name.ts'

export const columnTypes = ['text', 'int', 'bigint', 'double', 'numeric', 'boolean', 'timestamp', 'date', 'uuid', 'json', 'bytes'] as const
export type ColumnType = (typeof columnTypes)[number]

const mostColumns = 60
const fewColumns = z.array(identifier).min(1).max(8)

const column = z.strictObject({
  name: identifier,
  type: z.enum(columnTypes),
  nullable: z.boolean().default(false),
  /** What Postgres fills in where nothing is given. */
  fills: z.enum(['none', 'now', 'uuid', 'serial', 'zero', 'false', 'true', 'empty']).default('none'),
})

export const tableSchema = z.strictObject({
  name: identifier,
  columns: z.array(column).min(1).max(mostColumns),
  primaryKey: z.array(identifier).max(8).default([]),
  uniques: z.array(fewColumns).max(16).default([]),
  indexes: z.array(fewColumns).max(32).default([]),
  foreignKeys: z
    .array(z.strictObject({ columns: fewColumns, table: identifier, references: z.array(identifier).max(8).default([]) }))
    .max(16)
    .default([]),
  /** Rows that come in a day; absent: not said. */
  rowsPerDay: z.number().min(0).max(1e12).optional(),
  partitionBy: identifier.optional(),
})

export type Column = z.infer<typeof column>
export type Table = z.infer<typeof tableSchema>

export const mostTables = 40
