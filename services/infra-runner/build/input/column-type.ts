/** The types that people write for columns, and the few that tables here are made of. */
import type { ColumnType } from '../blueprint/table.ts'

const written: Readonly<Record<string, ColumnType>> = {
  text: 'text',
  varchar: 'text',
  char: 'text',
  bpchar: 'text',
  character: 'text',
  string: 'text',
  citext: 'text',
  inet: 'text',
  url: 'text',
  enum: 'text',
  int: 'int',
  int2: 'int',
  int4: 'int',
  integer: 'int',
  smallint: 'int',
  serial: 'int',
  serial4: 'int',
  tinyint: 'int',
  int8: 'bigint',
  bigint: 'bigint',
  bigserial: 'bigint',
  serial8: 'bigint',
  long: 'bigint',
  counter: 'bigint',
  float: 'double',
  float4: 'double',
  float8: 'double',
  real: 'double',
  double: 'double',
  numeric: 'numeric',
  decimal: 'numeric',
  money: 'numeric',
  bool: 'boolean',
  boolean: 'boolean',
  timestamp: 'timestamp',
  timestamptz: 'timestamp',
  datetime: 'timestamp',
  time: 'text',
  date: 'date',
  uuid: 'uuid',
  json: 'json',
  jsonb: 'json',
  object: 'json',
  array: 'json',
  map: 'json',
  bytea: 'bytes',
  blob: 'bytes',
  binary: 'bytes',
  bytes: 'bytes',
}

/** `VARCHAR(255)` is text; undefined where the word is not known. */
export function columnTypeOf(word: string): ColumnType | undefined {
  const [first = ''] = word.trim().toLowerCase().split(/[\s(]/)
  return Object.hasOwn(written, first) ? written[first] : undefined
}

export function isSerial(word: string): boolean {
  return /^(?:big|small)?serial|auto.?increment/i.test(word)
}
