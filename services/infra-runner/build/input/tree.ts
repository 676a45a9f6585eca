/** The parts of Postgres's parse tree that tables are read from; everything else in a statement is refused or left out with a word. */
import { z } from 'zod'

const text = z.object({ String: z.object({ sval: z.string() }) })
const names = z.array(text).default([])
const relation = z.object({ relname: z.string().default(''), schemaname: z.string().optional() })
const constant = z.object({
  ival: z.object({ ival: z.number().default(0) }).optional(),
  boolval: z.object({ boolval: z.boolean().default(false) }).optional(),
  sval: z.object({ sval: z.string().default('') }).optional(),
})
const expression = z.object({
  FuncCall: z.object({ funcname: names }).optional(),
  SQLValueFunction: z.object({ op: z.string() }).optional(),
  A_Const: constant.optional(),
  TypeCast: z.object({ arg: z.object({ A_Const: constant.optional() }).optional() }).optional(),
})

export const constraintTree = z.object({
  contype: z.string(),
  keys: names,
  fk_attrs: names,
  pk_attrs: names,
  pktable: relation.optional(),
  raw_expr: expression.optional(),
})

export const columnTree = z.object({
  colname: z.string(),
  typeName: z.object({ names, arrayBounds: z.array(z.unknown()).optional() }),
  constraints: z.array(z.object({ Constraint: constraintTree })).default([]),
})

const element = z.object({ ColumnDef: columnTree.optional(), Constraint: constraintTree.optional() })

export const statementTree = z.object({
  CreateStmt: z
    .object({
      relation,
      tableElts: z.array(element).default([]),
      partspec: z.object({ partParams: z.array(z.object({ PartitionElem: z.object({ name: z.string().optional() }) })).default([]) }).optional(),
    })
    .optional(),
  IndexStmt: z
    .object({
      relation,
      unique: z.boolean().default(false),
      indexParams: z.array(z.object({ IndexElem: z.object({ name: z.string().optional() }) })).default([]),
    })
    .optional(),
  AlterTableStmt: z
    .object({
      relation,
      cmds: z
        .array(
          z.object({
            AlterTableCmd: z.object({
              subtype: z.string(),
              def: z.object({ Constraint: constraintTree.optional(), ColumnDef: columnTree.optional() }).optional(),
            }),
          }),
        )
        .default([]),
    })
    .optional(),
})

export type ConstraintTree = z.infer<typeof constraintTree>
export type ColumnTree = z.infer<typeof columnTree>
export type ExpressionTree = z.infer<typeof expression>
export type StatementTree = z.infer<typeof statementTree>

export function namesOf(list: ConstraintTree['keys']): readonly string[] {
  return list.map(({ String: { sval } }) => sval)
}
