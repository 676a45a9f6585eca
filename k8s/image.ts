/** Builds the image's files without an image engine: the Dockerfile's own steps, each stage in a folder, "/" being that folder. */
import { cp, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { run } from '../gate/command.ts'
import { type Instruction, readDockerfile, type Stage } from './dockerfile.ts'

export interface Image extends AsyncDisposable {
  /** What "/" of the image holds beside its base. */
  readonly folder: string
  readonly workdir: string
  readonly environment: Readonly<Record<string, string>>
  readonly entrypoint: readonly string[]
  readonly command: readonly string[]
  readonly user: number
}

export interface ImageOptions {
  readonly dockerfile: string
  readonly ignore: string
  readonly context: string
  readonly say: (line: string) => void
}

export async function buildImage(options: ImageOptions): Promise<Image> {
  const place = await mkdtemp(path.join(os.tmpdir(), 'quint-image-'))
  await using owned = new AsyncDisposableStack()
  owned.defer(() => rm(place, { recursive: true, force: true }))
  const folders = new Map<string, string>()
  let last: Stage | undefined
  for (const [index, stage] of readDockerfile(options.dockerfile).entries()) {
    const folder = path.join(place, String(index))
    await mkdir(folder)
    folders.set(stage.alias, folder)
    await buildStage(stage, { ...options, folder, folders })
    last = stage
  }
  if (last === undefined) throw new Error('the Dockerfile has no stage')
  const rest = owned.move()
  return { ...settingsOf(last), folder: folders.get(last.alias) ?? '', [Symbol.asyncDispose]: () => rest.disposeAsync() }
}

interface Building extends ImageOptions {
  readonly folder: string
  readonly folders: ReadonlyMap<string, string>
}

async function buildStage(stage: Stage, building: Building): Promise<void> {
  let workdir = '/'
  const environment: Record<string, string> = {}
  for (const instruction of stage.instructions) {
    if (instruction.name === 'WORKDIR') workdir = instruction.rest
    const cwd = path.join(building.folder, workdir)
    await mkdir(cwd, { recursive: true })
    if (instruction.name === 'ARG') {
      const [name = '', value = ''] = instruction.rest.split(/=(.*)/s)
      environment[name] = value
    }
    if (instruction.name === 'COPY') await copy(instruction, cwd, building)
    if (instruction.name === 'RUN') await runStep(instruction, { ...building, cwd, environment })
  }
}

interface Step extends Building {
  readonly cwd: string
  readonly environment: Readonly<Record<string, string>>
}

async function runStep({ rest }: Instruction, { cwd, environment, say }: Step): Promise<void> {
  const started = performance.now()
  const { code, output } = await run(['sh', '-ec', rest], { cwd, env: environment })
  if (code !== 0) throw new Error(`${rest}\n${output.slice(-4000)}`)
  say(`RUN ${rest} (${((performance.now() - started) / 1000).toFixed(0)} s)`)
}

async function copy({ flags, rest }: Instruction, cwd: string, building: Building): Promise<void> {
  const [source = '', target = ''] = rest.split(' ')
  const to = target.startsWith('/') ? path.join(building.folder, target) : path.join(cwd, target)
  if (flags.from === undefined) return copyContext(path.join(building.context, source), to, building)
  const from = building.folders.get(flags.from)
  if (from === undefined) throw new Error(`there is no stage ${flags.from}`)
  await cp(path.join(from, source), to, { recursive: true, verbatimSymlinks: true })
}

async function copyContext(from: string, to: string, { context, ignore }: Building): Promise<void> {
  const patterns = ignore.split('\n').filter((line) => line !== '' && !line.startsWith('#'))
  const walk = async (folder: string): Promise<void> => {
    for (const entry of await readdir(folder, { withFileTypes: true })) {
      const file = path.join(folder, entry.name)
      const name = path.relative(context, file)
      if (entry.name === 'node_modules' || entry.name === '.git') continue
      if (entry.isDirectory()) await walk(file)
      else if (!isIgnored(name, patterns)) await cp(file, path.join(to, path.relative(from, file)), { recursive: true })
    }
  }
  await walk(from)
}

/** The last pattern that fits a file, or a folder that it is in, decides. */
function isIgnored(file: string, patterns: readonly string[]): boolean {
  const parts = file.split(path.sep)
  const places = parts.map((_, index) => parts.slice(0, index + 1).join('/'))
  const fits = (pattern: string): boolean => places.some((place) => path.matchesGlob(place, pattern.replace(/^!/, '')))
  return patterns.findLast(fits)?.startsWith('!') === false
}

function settingsOf({ instructions }: Stage): Omit<Image, 'folder' | typeof Symbol.asyncDispose> {
  const last = (name: string): string => instructions.findLast((instruction) => instruction.name === name)?.rest ?? ''
  const list = (name: string): string[] => JSON.parse(last(name)) as string[]
  const pairs = instructions.filter(({ name }) => name === 'ENV').flatMap(({ rest }) => rest.split(' '))
  return {
    workdir: last('WORKDIR'),
    environment: Object.fromEntries(pairs.map((pair) => pair.split('=') as [string, string])),
    entrypoint: list('ENTRYPOINT'),
    command: list('CMD'),
    user: Number(last('USER').split(':')[0]),
  }
}
