/** The two commands of buf that the catalogue needs: building an image, and comparing two. */
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { parse } from 'yaml'
import { run } from '../gate/command.ts'

export interface Image extends AsyncDisposable {
  readonly file: string
}

/** @param source a folder with a buf.yaml. */
export async function buildImage(source: string): Promise<Image> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'quint-image-'))
  const file = path.join(folder, 'image.binpb')
  const { code, output } = await run(['buf', 'build', source, '-o', file])
  if (code !== 0) throw new Error(output)
  return { file, [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }) }
}

interface BreakingRules {
  readonly use: readonly string[]
  readonly ignore_only: Readonly<Record<string, readonly string[]>>
}

/** @returns the breaking rules of buf.yaml, for images: there files are named from the module's root, or from `prefixes` of it. */
export async function breakingConfig(prefixes: readonly string[] = ['']): Promise<string> {
  const { breaking } = parse(await readFile(path.join(import.meta.dirname, '..', 'buf.yaml'), 'utf8')) as { breaking: BreakingRules }
  const inImage = (file: string): string[] => prefixes.map((prefix) => prefix + file.replace(/^proto\//, ''))
  const ignored = Object.entries(breaking.ignore_only).map(([rule, files]) => [rule, files.flatMap(inImage)])
  return JSON.stringify({ version: 'v2', breaking: { use: breaking.use, ignore_only: Object.fromEntries(ignored) } })
}

export interface Annotation {
  /** Of the file as it is now; '' when the file is gone. */
  readonly path: string
  readonly rule: string
  readonly message: string
}

export interface Comparison {
  readonly before: string
  readonly after: string
  readonly config: string
}

/** @returns what buf calls breaking between two images; throws when it could not compare. */
export async function breakingChanges({ before, after, config }: Comparison): Promise<readonly Annotation[]> {
  const { code, output } = await run(['buf', 'breaking', after, '--against', before, '--config', config, '--error-format', 'json'])
  if (code !== 0 && code !== 100) throw new Error(output)
  return output
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as { path?: string; type: string; message: string })
    .map(({ path: file = '', type, message }) => ({ path: file, rule: type, message }))
}
