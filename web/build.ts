/** The production build of the web app: one folder for each state of its sources, so that a newer build leaves running ones alone. */
import { spawn } from 'node:child_process'
import { createHash, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, globSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { claimFolder } from '@quint/runtime/claim.ts'
import { sleep } from '@quint/runtime/sleep.ts'
import { bundleEditor } from './interview/editor/bundle.ts'

export const folder = import.meta.dirname
export const next = createRequire(import.meta.url).resolve('next/dist/bin/next')

const builds = '.next'
const editor = path.join('public', 'monaco')
const waitingDeadlineMs = 180_000

/** Builds unless these sources were built before. Gives the folder of the build, as next.config.ts takes it in QUINT_WEB_BUILD. */
export async function buildWeb(signal: AbortSignal, name = sourceHash().slice(0, 16)): Promise<string> {
  const build = path.join(builds, name)
  await prepareEditor()
  if (isBuilt(build)) return build
  using _claim = await claimSoon(`${build}.building`, signal)
  if (isBuilt(build)) return build
  console.log('Building the web app (once; about 20 seconds) …')
  // A failed build is cached by the bundler, so a new one starts from nothing.
  rmSync(path.join(folder, build), { recursive: true, force: true })
  await runBuild(build, signal)
  writeFileSync(stampOf(build), '')
  removeUnused(name)
  return build
}

/** Monaco, bundled for the room of an interview; nothing to do when it is there. */
export function prepareEditor(): Promise<void> {
  return bundleEditor(path.join(folder, editor), path.join(folder, builds))
}

/** Keeps a build from being removed while it is served. */
export function holdBuild(build: string): Disposable {
  return claim(path.join(build, `served-${process.pid}-${randomUUID()}`))
}

/** No secret of the mesh reaches the web process. Next writes what it wants into a tsconfig.json of its own. */
export function environment(build: string): NodeJS.ProcessEnv {
  const tsconfig = path.join(builds, 'tsconfig.json')
  mkdirSync(path.join(folder, builds), { recursive: true })
  if (!existsSync(path.join(folder, tsconfig))) writeFileSync(path.join(folder, tsconfig), '{ "extends": "../tsconfig.json" }\n')
  return {
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    NEXT_TELEMETRY_DISABLED: '1',
    NODE_ENV: 'production',
    QUINT_WEB_BUILD: build,
    QUINT_WEB_TSCONFIG: tsconfig,
  }
}

async function runBuild(build: string, signal: AbortSignal): Promise<void> {
  const child = spawn(process.execPath, [next, 'build'], { cwd: folder, env: environment(build), stdio: ['ignore', 'pipe', 'pipe'], signal })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += String(chunk)))
  const [code] = await once(child, 'exit')
  if (code !== 0) throw new Error(`the web app could not be built:\n${output.slice(-8000)}`)
}

function stampOf(build: string): string {
  return path.join(folder, build, 'quint-built')
}

function isBuilt(build: string): boolean {
  return existsSync(stampOf(build))
}

/** @param place relative to the web app; it exists as long as it is claimed. */
function claim(place: string): Disposable {
  const file = path.join(folder, place)
  const claimed = claimFolder(file)
  return {
    [Symbol.dispose]() {
      claimed[Symbol.dispose]()
      rmSync(file, { recursive: true, force: true })
    },
  }
}

/** Two starts at the same time build once: the second waits for the first. */
async function claimSoon(place: string, signal: AbortSignal): Promise<Disposable> {
  const deadline = AbortSignal.any([signal, AbortSignal.timeout(waitingDeadlineMs)])
  for (;;) {
    try {
      return claim(place)
    } catch (error) {
      if (deadline.aborted) throw error
    }
    await sleep(200, deadline)
  }
}

/** Builds of other sources that nobody serves or is at. */
function removeUnused(current: string): void {
  for (const name of readdirSync(path.join(folder, builds))) {
    if (!/^[0-9a-f]{16}$/.test(name) || name === current || isInUse(path.join(builds, name))) continue
    rmSync(path.join(folder, builds, name), { recursive: true, force: true })
  }
}

function isInUse(build: string): boolean {
  const holders = globSync('served-*', { cwd: path.join(folder, build) }).map((holder) => path.join(build, holder))
  return [...holders, `${build}.building`].some((place) => {
    try {
      claim(place)[Symbol.dispose]()
      return false
    } catch {
      return true
    }
  })
}

function sourceHash(): string {
  const hash = createHash('sha256')
  const files = globSync('**/*', {
    cwd: folder,
    withFileTypes: true,
    exclude: (entry) => [path.basename(editor), 'node_modules', builds].includes(entry.name),
  })
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$|\.md$|\.tsbuildinfo$|^next-env\.d\.ts$/.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort()
  for (const file of files) hash.update(path.relative(folder, file)).update(readFileSync(file))
  return hash.update(readFileSync(path.join(folder, '..', 'package-lock.json'))).digest('hex')
}
