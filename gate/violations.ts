/** One deliberate violation of each house rule, and the words by which the gate must refuse it. */

export interface Violation {
  readonly rule: string
  readonly tool: 'biome' | 'tsc' | 'knip' | 'buf' | 'breaking'
  /** Files written into a copy of the house, by path; those of biome and tsc are planted together, so no two are the same. */
  readonly files: Readonly<Record<string, string>>
  readonly says: RegExp
}

const lines = (count: number, line: (n: number) => string): string => Array.from({ length: count }, (_, n) => line(n)).join('\n')

function lint(rule: string, source: string, place = `services/sessions/violation-${rule.toLowerCase()}.ts`): Violation {
  return { rule, tool: 'biome', files: { [place]: `${source}\n` }, says: new RegExp(rule) }
}

function type(code: string, source: string): Violation {
  return { rule: code, tool: 'tsc', files: { [`services/sessions/violation-${code.toLowerCase()}.ts`]: `${source}\n` }, says: new RegExp(code) }
}

export const violations: readonly Violation[] = [
  lint('noExplicitAny', 'export const value: any = 1'),
  lint('noRestrictedImports', "import { start } from '@quint/hints/service.ts'\n\nexport const other = start"),
  lint('noUndeclaredDependencies', "import left from 'left-pad'\n\nexport const pad = left"),
  lint('useImportExtensions', "import { rpc } from './rpc'\n\nexport const other = rpc"),
  lint('noFloatingPromises', 'async function work(): Promise<number> {\n  return 1\n}\n\nexport function start(): void {\n  work()\n}'),
  lint(
    'noMisusedPromises',
    'export function all(items: string[], work: (item: string) => Promise<boolean>): string[] {\n  return items.filter((item) => work(item))\n}',
  ),
  lint('noBarrelFile', "export { rpc } from './rpc.ts'"),
  lint('noReExportAll', "export * from './rpc.ts'"),
  lint(
    'noExcessiveLinesPerFile',
    lines(401, (n) => `export const value${n} = ${n}`),
  ),
  lint('noExcessiveLinesPerFunction', `export function long(): number {\n  let sum = 0\n${lines(61, (n) => `  sum += ${n}`)}\n  return sum\n}`),
  lint('useMaxParams', 'export function wide(a: number, b: number, c: number, d: number, e: number): number {\n  return a + b + c + d + e\n}'),
  lint(
    'noExcessiveCognitiveComplexity',
    `export function deep(a: number): number {\n${lines(6, (n) => `${'  '.repeat(n + 1)}if (a > ${n}) {`)}\n    a += 1\n${lines(6, (n) => `${'  '.repeat(6 - n)}}`)}\n  return a\n}`,
  ),
  lint('useFilenamingConvention', 'export const value = 1', 'services/sessions/BadName.ts'),
  lint('noEnum', 'export enum Colour {\n  red = 0,\n}'),
  lint('noParameterProperties', 'export class Thing {\n  constructor(readonly name: string) {}\n}'),
  lint('noNamespace', 'export namespace Thing {\n  export const value = 1\n}'),
  lint('useNodejsImportProtocol', "import { readFileSync } from 'fs'\n\nexport const read = readFileSync"),
  lint('noUnusedVariables', 'const unused = 1\n\nexport const used = 2'),
  {
    rule: 'noImportCycles',
    tool: 'biome',
    files: {
      'services/sessions/one.ts': "import { two } from './two.ts'\n\nexport const one = (): number => two()\n",
      'services/sessions/two.ts': "import { one } from './one.ts'\n\nexport const two = (): number => one()\n",
    },
    says: /noImportCycles/,
  },
  type('TS2322', "export const count: number = 'one'"),
  type('TS2532|TS18048', 'const list: number[] = []\n\nexport const first: string = list[0].toFixed(1)'),
  type('TS2375', 'interface Options {\n  readonly name?: string\n}\n\nexport const options: Options = { name: undefined as string | undefined }'),
  type('TS1294', 'export enum Colour {\n  red = 0,\n}'),
  type('TS1484', "import { IncomingHttpHeaders } from 'node:http'\n\nexport type Mine = IncomingHttpHeaders"),
  {
    rule: 'an export that nobody uses',
    tool: 'knip',
    files: { 'services/sessions/violation.ts': 'export const unused = 1\n' },
    says: /violation\.ts/,
  },
  {
    rule: 'a field without a service prefix in its enum',
    tool: 'buf',
    files: { 'proto/quint/sessions/v1/violation.proto': 'syntax = "proto3";\n\npackage quint.sessions.v1;\n\nenum Colour {\n  RED = 0;\n}\n' },
    says: /COLOUR_/,
  },
  {
    rule: 'a field that changes its type',
    tool: 'breaking',
    files: {
      'proto/quint/identity/v1/events.proto':
        'syntax = "proto3";\n\npackage quint.identity.v1;\n\nmessage UserRegistered {\n  int64 user_id = 1;\n}\n\nmessage UserDeleted {\n  string user_id = 1;\n}\n',
    },
    says: /user_id/,
  },
]
