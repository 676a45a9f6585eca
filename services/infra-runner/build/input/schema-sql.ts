/** Tables out of SQL, by Postgres's own grammar. Nothing that was written is ever run: what is not a table, a key or an index is refused. */
import { type Read, refused } from '../blueprint/read.ts'
import type { Column } from '../blueprint/table.ts'
import { columnTypeOf, isSerial } from './column-type.ts'
import type { Found, LeftOut } from './schema.ts'
import { type ColumnTree, type ConstraintTree, type ExpressionTree, namesOf, type StatementTree, statementTree } from './tree.ts'

interface Draft {
  readonly name: string
  readonly columns: Column[]
  readonly primaryKey: string[]
  readonly uniques: string[][]
  readonly indexes: string[][]
  readonly foreignKeys: { columns: readonly string[]; table: string; references: readonly string[] }[]
  partitionBy?: string
}

const deepest = 50
const mostStatements = 400

export async function tablesOfSql(text: string): Promise<Read<Found>> {
  if (depthOf(text) > deepest) return refused('', 'Brackets are nested too deeply.')
  // The grammar is a program in WebAssembly, in memory once somebody writes SQL.
  const { hasSqlDetails, parse } = await import('libpg-query')
  let statements: readonly unknown[]
  try {
    statements = ((await parse(text)).stmts ?? []).map(({ stmt }) => stmt)
  } catch (error) {
    if (!hasSqlDetails(error)) return refused('', 'This SQL cannot be read.')
    return notUnderstood(text, error.sqlDetails?.cursorPosition ?? 0, error.message)
  }
  if (statements.length > mostStatements) return refused('', `A schema has at most ${mostStatements} statements.`)
  const drafts = new Map<string, Draft>()
  const leftOut: LeftOut[] = []
  for (const [at, statement] of statements.entries()) {
    const tree = statementTree.safeParse(statement)
    const kind = Object.keys(statement ?? {})[0] ?? 'nothing'
    const problem = tree.success ? apply(tree.data, drafts, leftOut) : 'cannot be read'
    if (problem !== undefined) return refused(`statement ${at + 1}`, `${kind.replace(/Stmt$/, '')}: ${problem}`)
  }
  return { kind: 'read', value: { tables: [...drafts.values()], leftOut } }
}

function depthOf(text: string): number {
  let depth = 0
  let most = 0
  for (const letter of text) {
    if (letter === '(' || letter === '[') depth += 1
    if (letter === ')' || letter === ']') depth -= 1
    most = Math.max(most, depth)
  }
  return most
}

function apply(tree: StatementTree, drafts: Map<string, Draft>, leftOut: LeftOut[]): string | undefined {
  const { CreateStmt, IndexStmt, AlterTableStmt } = tree
  if (CreateStmt !== undefined) return create(CreateStmt, drafts, leftOut)
  const relation = IndexStmt?.relation ?? AlterTableStmt?.relation
  if (relation === undefined) return 'only tables, keys and indexes are taken'
  const draft = drafts.get(relation.relname)
  if (draft === undefined) return `there is no table ${relation.relname}`
  if (IndexStmt !== undefined) addIndex(draft, IndexStmt, leftOut)
  return AlterTableStmt === undefined ? undefined : alter(draft, AlterTableStmt, leftOut)
}

function create(
  { relation, tableElts, partspec }: NonNullable<StatementTree['CreateStmt']>,
  drafts: Map<string, Draft>,
  leftOut: LeftOut[],
): string | undefined {
  const { relname: name } = relation
  if (drafts.has(name)) return `${name} is there twice`
  const draft: Draft = { name, columns: [], primaryKey: [], uniques: [], indexes: [], foreignKeys: [] }
  drafts.set(name, draft)
  for (const { ColumnDef, Constraint } of tableElts) {
    if (ColumnDef !== undefined) addColumn(draft, ColumnDef, leftOut)
    if (Constraint !== undefined) constrain(draft, Constraint, leftOut)
  }
  const partition = partspec?.partParams[0]?.PartitionElem.name
  if (partition !== undefined) draft.partitionBy = partition
  return undefined
}

function alter(draft: Draft, { cmds }: NonNullable<StatementTree['AlterTableStmt']>, leftOut: LeftOut[]): string | undefined {
  for (const { AlterTableCmd } of cmds) {
    const { Constraint, ColumnDef } = AlterTableCmd.def ?? {}
    if (AlterTableCmd.subtype === 'AT_AddConstraint' && Constraint !== undefined) constrain(draft, Constraint, leftOut)
    else if (AlterTableCmd.subtype === 'AT_AddColumn' && ColumnDef !== undefined) addColumn(draft, ColumnDef, leftOut)
    else return 'a table is only added to'
  }
  return undefined
}

function addIndex(draft: Draft, { indexParams, unique }: NonNullable<StatementTree['IndexStmt']>, leftOut: LeftOut[]): void {
  const columns = indexParams.map(({ IndexElem }) => IndexElem.name)
  const named = columns.filter((name) => name !== undefined)
  if (named.length < columns.length) leftOut.push({ place: draft.name, reason: 'an index on an expression' })
  else (unique ? draft.uniques : draft.indexes).push(named)
}

function addColumn(draft: Draft, { colname: name, typeName, constraints }: ColumnTree, leftOut: LeftOut[]): void {
  const word = typeName.names.at(-1)?.String.sval ?? ''
  const type = typeName.arrayBounds === undefined ? columnTypeOf(word) : 'json'
  if (type === undefined) leftOut.push({ place: `${draft.name}.${name}`, reason: `the type ${word.slice(0, 40)} is not known; it is taken as text` })
  const kinds = new Set(constraints.map(({ Constraint }) => Constraint.contype))
  const filled = constraints.find(({ Constraint }) => Constraint.contype === 'CONSTR_DEFAULT')?.Constraint.raw_expr
  const fills = isSerial(word) || kinds.has('CONSTR_IDENTITY') ? 'serial' : fillOf(filled)
  if (fills === undefined) leftOut.push({ place: `${draft.name}.${name}`, reason: 'a default that is not known here' })
  const nullable = !kinds.has('CONSTR_NOTNULL') && !kinds.has('CONSTR_PRIMARY') && fills !== 'serial'
  draft.columns.push({ name, type: type ?? 'text', nullable, fills: fills ?? 'none' })
  for (const { Constraint } of constraints) constrain(draft, Constraint, leftOut, name)
}

const silent = new Set(['CONSTR_NOTNULL', 'CONSTR_NULL', 'CONSTR_DEFAULT', 'CONSTR_IDENTITY'])

function constrain(draft: Draft, { contype, keys, fk_attrs, pk_attrs, pktable }: ConstraintTree, leftOut: LeftOut[], column?: string): void {
  const own = column === undefined ? [...namesOf(keys)] : [column]
  if (contype === 'CONSTR_PRIMARY') draft.primaryKey.push(...own)
  else if (contype === 'CONSTR_UNIQUE') draft.uniques.push(own)
  else if (contype === 'CONSTR_FOREIGN') {
    draft.foreignKeys.push({ columns: column === undefined ? namesOf(fk_attrs) : own, table: pktable?.relname ?? '', references: namesOf(pk_attrs) })
  } else if (!silent.has(contype)) leftOut.push({ place: draft.name, reason: `a rule of the kind ${contype.replace('CONSTR_', '').toLowerCase()}` })
}

function fillOf(expression: ExpressionTree | undefined): Column['fills'] | undefined {
  if (expression === undefined) return 'none'
  if (expression.SQLValueFunction !== undefined) return 'now'
  const called = expression.FuncCall?.funcname.at(-1)?.String.sval
  if (called !== undefined) return ({ now: 'now', gen_random_uuid: 'uuid', uuid_generate_v4: 'uuid', uuidv7: 'uuid' } as const)[called]
  const constant = expression.A_Const ?? expression.TypeCast?.arg?.A_Const
  if (constant?.boolval !== undefined) return constant.boolval.boolval ? 'true' : 'false'
  if (constant?.ival !== undefined && constant.ival.ival === 0) return 'zero'
  return constant?.sval?.sval === '' ? 'empty' : undefined
}

/** Of what the parser says, only a plain word is repeated. @param at UTF-16 units. */
function notUnderstood(text: string, at: number, said: string) {
  const lines = text.slice(0, at).split('\n')
  const word = /at or near "([A-Za-z]{1,40})"/.exec(said)?.[1]
  const place = `column ${(lines.at(-1)?.length ?? 0) + 1}${word === undefined ? '' : `, “${word}”,`}`
  return refused(`line ${lines.length}`, `This SQL is not understood from ${place} on.`)
}
