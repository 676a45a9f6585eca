/** What a learner wrote, in whichever forms, as one blueprint: their diagram or the smallest one, the tables of the schema, the operations of the API. */
import type { FieldProblem } from '@quint/runtime/failure.ts'
import { z } from 'zod'
import type { Blueprint } from '../blueprint/blueprint.ts'
import { blueprintFrom, mostBytes, type Read } from '../blueprint/read.ts'
import type { Table } from '../blueprint/table.ts'
import { type ApiInput, readApi } from '../input/api.ts'
import { recordOf } from '../input/document.ts'
import type { Endpoint } from '../input/endpoint.ts'
import { type LeftOut, readSchema } from '../input/schema.ts'
import type { Pack } from '../packs/pack.ts'
import { shapeOf } from '../validate/api-rules.ts'
import { beginningDraft } from './begin.ts'
import { boundTo, type OperationDraft } from './binding.ts'
import { type ReadText, readText } from './reading.ts'

export interface Written {
  readonly schemaInput: string
  readonly apiSpecInput: string
  readonly designText: string
  /** JSON; empty: the diagram is read from the text. */
  readonly blueprint: string
}

export interface Composed {
  /** Undefined where something could not be read. */
  readonly blueprint: Blueprint | undefined
  readonly api: ApiInput
  readonly problems: readonly FieldProblem[]
  readonly leftOut: readonly LeftOut[]
  /** What was read from the text, and what was not. */
  readonly text: ReadText
}

const nothing: ApiInput = { endpoints: [], kind: 'nothing' }
const nothingRead: ReadText = { edits: [], unmapped: [] }

export async function compose(written: Written, pack: Pack | undefined): Promise<Composed> {
  const schema = await readSchema(written.schemaInput)
  const api = await readApi(written.apiSpecInput)
  const base = written.blueprint.trim() === '' ? begun(pack) : readBase(written.blueprint)
  const problems = [...problemsOf(schema, 'schemaInput'), ...problemsOf(api, 'apiSpecInput'), ...problemsOf(base, 'blueprint')]
  const leftOut = schema.kind === 'read' ? schema.value.leftOut : []
  const given = { api: api.kind === 'read' ? api.value : nothing, leftOut }
  if (base.kind === 'refused' || schema.kind === 'refused' || api.kind === 'refused')
    return { ...given, blueprint: undefined, problems, text: nothingRead }
  const whole = blueprintFrom(withInputs(base.value, schema.value.tables, api.value))
  if (whole.kind === 'refused') return { ...given, blueprint: undefined, problems: problemsOf(whole, 'blueprint'), text: nothingRead }
  if (written.blueprint.trim() !== '') return { ...given, blueprint: whole.value, problems, text: nothingRead }
  const read = readText(written.designText, whole.value)
  return { ...given, blueprint: read.blueprint, problems, text: { edits: read.edits, unmapped: read.unmapped } }
}

function begun(pack: Pack | undefined): Read<Readonly<Record<string, unknown>>> {
  if (pack === undefined) return { kind: 'refused', problems: [{ path: '', message: 'Draw the design, or choose a problem to begin with.' }] }
  return { kind: 'read', value: { ...beginningDraft(pack) } }
}

function readBase(text: string): Read<Readonly<Record<string, unknown>>> {
  if (Buffer.byteLength(text) > mostBytes)
    return { kind: 'refused', problems: [{ path: '', message: `A blueprint has at most ${mostBytes / 1024} KiB.` }] }
  try {
    const value: unknown = JSON.parse(text)
    const tooDeep = depthOf(value) > 12
    return tooDeep
      ? { kind: 'refused', problems: [{ path: '', message: 'The blueprint is nested too deeply.' }] }
      : { kind: 'read', value: recordOf(value) }
  } catch (error) {
    const message = error instanceof Error ? error.message.slice(0, 200) : 'malformed'
    return { kind: 'refused', problems: [{ path: '', message: `This is not JSON: ${message}` }] }
  }
}

function depthOf(value: unknown): number {
  let open: readonly unknown[] = [value]
  let depth = 0
  for (; open.length > 0 && depth < 100; depth += 1) open = open.flatMap((one) => (typeof one === 'object' && one !== null ? Object.values(one) : []))
  return depth
}

function problemsOf(read: Read<unknown>, at: string): readonly FieldProblem[] {
  return read.kind === 'read' ? [] : read.problems.map(({ path, message }) => ({ path: path === '' ? at : `${at}.${path}`, message }))
}

const componentsShape = z.array(z.looseObject({ id: z.string(), kind: z.string() }))
const operationsShape = z.array(z.looseObject({ id: z.string(), method: z.string(), path: z.string() }))

/** The schema says which tables there are, the specification which operations; the diagram says the rest of both. */
function withInputs(base: Readonly<Record<string, unknown>>, tables: readonly Table[], api: ApiInput): unknown {
  const known = operationsShape.safeParse(base.operations ?? [])
  const components = componentsShape.safeParse(base.components)
  const own = (base.tables as readonly Table[] | undefined) ?? []
  const all = tables.length > 0 ? tables : own
  if (!known.success || !components.success || api.kind === 'nothing') return { ...base, tables: all }
  const operations = api.endpoints.flatMap((endpoint) => {
    const drawn = known.data.find((one) => one.method === endpoint.method && shapeOf(one.path) === shapeOf(endpoint.path))
    const bound = drawn === undefined ? boundTo({ components: components.data, tables: all }, endpoint) : said(drawn, endpoint)
    return bound === undefined ? [] : [bound]
  })
  return { ...base, tables: all, operations }
}

/** What the specification guards, repeats or pages is so; the diagram may say more. */
function said(drawn: Readonly<Record<string, unknown>>, { id, path, auth, idempotencyKey, paginated }: Endpoint): Partial<OperationDraft> {
  const flags = { auth, idempotencyKey, paginated }
  return { ...drawn, id, path, ...Object.fromEntries(Object.entries(flags).filter(([, value]) => value)) }
}
