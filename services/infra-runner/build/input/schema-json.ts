/** Tables out of JSON, in the shapes that people write: a list of tables, or tables and columns by name. */
import { z } from 'zod'
import { type Read, refused } from '../blueprint/read.ts'
import type { Column, Table } from '../blueprint/table.ts'
import { columnTypeOf, isSerial } from './column-type.ts'
import type { Found, LeftOut } from './schema.ts'

const names = z.union([z.string().transform((one) => [one]), z.array(z.string()).max(16)])
const columnInput = z.object({
  name: z.string().optional(),
  type: z.string().default('text'),
  nullable: z.boolean().optional(),
  primary_key: z.boolean().optional(),
  primaryKey: z.boolean().optional(),
  unique: z.boolean().optional(),
  index: z.boolean().optional(),
  indexed: z.boolean().optional(),
  default: z.unknown().optional(),
  references: z.string().optional(),
  foreign_key: z.string().optional(),
})
const written = z.union([z.string().transform((type) => columnInput.parse({ type })), columnInput])
const listed = <T extends z.ZodType>(item: T) => z.union([z.array(item), z.record(z.string(), item)])
const indexInput = z.union([names, z.object({ columns: names, unique: z.boolean().default(false) })])
const tableInput = z.object({
  name: z.string().optional(),
  columns: listed(written).optional(),
  fields: listed(written).optional(),
  primary_key: names.optional(),
  primaryKey: names.optional(),
  indexes: z.array(indexInput).max(64).default([]),
  uniques: z.array(names).max(64).default([]),
  rowsPerDay: z.number().optional(),
  partitionBy: z.string().optional(),
})
const whole = z.union([z.object({ tables: listed(tableInput) }), listed(tableInput).transform((tables) => ({ tables }))])

type TableInput = z.infer<typeof tableInput>
type ColumnInput = z.infer<typeof columnInput>

export function tablesOfJson(text: string): Read<Found> {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    return refused('', `This is not JSON: ${error instanceof Error ? error.message.slice(0, 200) : ''}`)
  }
  const parsed = whole.safeParse(value)
  if (!parsed.success) return refused('', 'Tables are given as {"tables": [{"name": …, "columns": [{"name": …, "type": …}]}]}.')
  const leftOut: LeftOut[] = []
  const tables = named(parsed.data.tables).map((table) => tableOf(table, leftOut))
  return { kind: 'read', value: { tables, leftOut } }
}

function named<T extends { name?: string | undefined }>(list: readonly T[] | Readonly<Record<string, T>>): readonly (T & { name: string })[] {
  const entries: readonly (readonly [string, T])[] = Array.isArray(list) ? list.map((one: T) => ['', one]) : Object.entries(list)
  return entries.map(([key, one]) => ({ ...one, name: one.name ?? key }))
}

function tableOf(input: TableInput & { name: string }, leftOut: LeftOut[]): Table {
  const columns = named(input.columns ?? input.fields ?? [])
  const indexes = input.indexes.map((index) => (Array.isArray(index) ? { columns: index, unique: false } : index))
  return {
    name: input.name,
    columns: columns.map((column) => columnFrom(input.name, column, leftOut)),
    primaryKey: input.primary_key ?? input.primaryKey ?? columns.filter(isPrimary).map(({ name }) => name),
    uniques: [
      ...input.uniques,
      ...indexes.filter(({ unique }) => unique).map((index) => index.columns),
      ...columns.filter(({ unique }) => unique).map(({ name }) => [name]),
    ],
    indexes: [
      ...indexes.filter(({ unique }) => !unique).map((index) => index.columns),
      ...columns.filter(({ index, indexed }) => index ?? indexed).map(({ name }) => [name]),
    ],
    foreignKeys: columns.flatMap(({ name, references, foreign_key }) => foreignKeyOf(name, references ?? foreign_key)),
    ...(input.rowsPerDay === undefined ? {} : { rowsPerDay: input.rowsPerDay }),
    ...(input.partitionBy === undefined ? {} : { partitionBy: input.partitionBy }),
  }
}

function isPrimary({ primary_key, primaryKey, type }: ColumnInput): boolean {
  return primary_key ?? primaryKey ?? /primary key/i.test(type)
}

function columnFrom(table: string, input: ColumnInput & { name: string }, leftOut: LeftOut[]): Column {
  const type = columnTypeOf(input.type)
  if (type === undefined)
    leftOut.push({ place: `${table}.${input.name}`, reason: `the type ${input.type.slice(0, 40)} is not known; it is taken as text` })
  const primary = isPrimary(input)
  const fills = fillOf(input)
  return { name: input.name, type: type ?? 'text', nullable: input.nullable ?? !(primary || /not null/i.test(input.type)), fills }
}

function fillOf({ type, default: given }: ColumnInput): Column['fills'] {
  if (isSerial(type)) return 'serial'
  if (given === true || given === false) return given ? 'true' : 'false'
  if (given === 0) return 'zero'
  if (given === '') return 'empty'
  const text = typeof given === 'string' ? given.toLowerCase() : ''
  if (/now|current_timestamp/.test(text)) return 'now'
  return text.includes('uuid') ? 'uuid' : 'none'
}

/** `users.id`, `users(id)` or `users`. */
function foreignKeyOf(column: string, target: string | undefined): Table['foreignKeys'] {
  const [table = '', reference] = (target ?? '').split(/[.(]/).map((part) => part.replace(/\)\s*$/, '').trim())
  if (table === '') return []
  return [{ columns: [column], table, references: reference === undefined ? [] : [reference] }]
}
