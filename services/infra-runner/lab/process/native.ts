/** A program for bubblewrap: compiled once, then started for each node with a folder of its own to keep things in. */
import { spawn } from 'node:child_process'
import { chmodSync, chownSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { type Bubblewrap, openUsers, takeUser, wrapped } from '../../sandbox/bubblewrap.ts'
import { temporaryFolder } from '../../sandbox/folders.ts'
import { filesOf } from '../../sandbox/toolchain.ts'
import type { LabProgram } from '../run.ts'
import { compiled } from './compiled.ts'
import type { Command } from './node-process.ts'
import { NoSandbox } from './refused.ts'
import { type NativeToolchain, nativeToolchains } from './toolchains.ts'

export interface NativeBuild {
  readonly folder: string
  /** Of a node, where it may write. */
  dataOf(id: string): string
  commandFor(id: string): Command
}

const compileSeconds = 90

export async function built(program: LabProgram, bubblewrap: Bubblewrap, signal: AbortSignal): Promise<NativeBuild> {
  const toolchain = nativeToolchains().find(({ language }) => language === program.language)
  if (toolchain === undefined) throw new NoSandbox(`there is nothing for ${program.language} on this machine`)
  const folder = temporaryFolder('run')
  const user = takeUser()
  // The user that the program runs as passes through.
  chmodSync(folder, 0o711)
  try {
    const code = path.join(folder, 'code')
    mkdirSync(code)
    for (const [name, text] of Object.entries(filesOf(toolchain, program.source))) writeFileSync(path.join(code, name), text, { mode: 0o644 })
    if (bubblewrap.isRoot) chownSync(code, user, user)
    const command = wrappedCompile(toolchain, { bubblewrap, user, code }, await warmed(toolchain))
    if (command.length > 0) await compiled(command, { errorLine: toolchain.errorLine, seconds: compileSeconds, signal })
    const dataOf = (id: string): string => path.join(folder, `data-${id}`)
    const userOf = openUsers()
    const commandFor = (id: string): Command => {
      const own = { bubblewrap, user: userOf(id) }
      return commandOf(toolchain, { ...own, code, data: given(dataOf(id), own) })
    }
    return { folder, dataOf, commandFor }
  } catch (error) {
    rmSync(folder, { recursive: true, force: true })
    throw error
  }
}

interface Place {
  readonly bubblewrap: Bubblewrap
  readonly user: number
  readonly code: string
}

const warming = new Map<string, Promise<string>>()

/** What a compiler keeps of packages that every program uses: made once, of a program of ours, and only shown to those of learners. '' where there is nothing to keep. */
function warmed(toolchain: NativeToolchain): Promise<string> {
  const known = warming.get(toolchain.language) ?? warmUp(toolchain)
  warming.set(toolchain.language, known)
  return known
}

async function warmUp({ file, compile: [command = '', ...args] = [], warmUp: recipe, environment }: NativeToolchain): Promise<string> {
  if (recipe === undefined) return ''
  const cache = temporaryFolder('cache')
  const folder = temporaryFolder('run')
  process.once('exit', () => rmSync(cache, { recursive: true, force: true }))
  try {
    chmodSync(cache, 0o755)
    writeFileSync(path.join(folder, file), recipe.source)
    const moved = Object.fromEntries(Object.entries(environment).map(([name, value]) => [name, value === recipe.folder ? cache : value]))
    const child = spawn(command, args, { cwd: folder, env: { PATH: process.env.PATH, HOME: folder, ...moved }, stdio: 'ignore' })
    await new Promise<void>((resolve) => {
      child.once('exit', () => resolve())
      child.once('error', () => resolve())
    })
    return cache
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function shown({ warmUp: recipe }: NativeToolchain, cache: string): readonly (readonly [from: string, to: string])[] {
  return recipe === undefined || cache === '' ? [] : [[cache, recipe.folder]]
}

function wrappedCompile(toolchain: NativeToolchain, { bubblewrap, user, code }: Place, cache: string): readonly string[] {
  const options = {
    cpuSeconds: compileSeconds,
    processes: 128,
    user,
    writes: code,
    environment: toolchain.environment,
    shows: shown(toolchain, cache),
  }
  return toolchain.compile === undefined ? [] : wrapped(bubblewrap, { ...options, command: toolchain.compile })
}

/** The folder, which is the program's. */
function given(data: string, { bubblewrap, user }: Pick<Place, 'bubblewrap' | 'user'>): string {
  mkdirSync(data, { recursive: true })
  if (bubblewrap.isRoot) chownSync(data, user, user)
  return data
}

/** The program stands in /code; the folder that outlives a kill is /work, as QUINT_DATA_DIR says. */
function commandOf(toolchain: NativeToolchain, { bubblewrap, user, code, data }: Place & { readonly data: string }): Command {
  const atCode = toolchain.run.map((part) => (part === './program' || part === toolchain.file ? path.posix.join('/code', part) : part))
  const [command = '', ...args] = wrapped(bubblewrap, {
    command: atCode.map((part, at) => (at > 0 && part === '.' ? '/code' : part)),
    cpuSeconds: 300,
    processes: toolchain.processes,
    user,
    shows: [[code, '/code']],
    writes: data,
    environment: { ...toolchain.environment, QUINT_DATA_DIR: '/work' },
  })
  return { command, args }
}
