/** A program for bubblewrap: compiled once, then started for each node with a folder of its own to keep things in. */
import { spawn } from 'node:child_process'
import { chmodSync, chownSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { type Bubblewrap, takeUser, wrapped } from '../../sandbox/bubblewrap.ts'
import { temporaryFolder } from '../../sandbox/folders.ts'
import { filesOf, installedToolchains, type Toolchain } from '../../sandbox/toolchain.ts'
import type { LabProgram } from '../run.ts'
import type { Command } from './node-process.ts'
import { BuildFailed, NoSandbox } from './refused.ts'

export interface NativeBuild {
  readonly folder: string
  commandFor(id: string): Command
}

const compileSeconds = 90

export async function built(program: LabProgram, bubblewrap: Bubblewrap, signal: AbortSignal): Promise<NativeBuild> {
  const toolchain = installedToolchains().find(({ language }) => language === program.language)
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
    await compile(toolchain, wrappedCompile(toolchain, { bubblewrap, user, code }, await warmed(toolchain)), signal)
    return { folder, commandFor: (id) => commandOf(toolchain, { bubblewrap, user, code, data: dataFolder(folder, id, { bubblewrap, user }) }) }
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
function warmed(toolchain: Toolchain): Promise<string> {
  const known = warming.get(toolchain.language) ?? warmUp(toolchain)
  warming.set(toolchain.language, known)
  return known
}

async function warmUp({ file, compile: [command = '', ...args] = [], warmUp: recipe, environment }: Toolchain): Promise<string> {
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

function shown({ warmUp: recipe }: Toolchain, cache: string): readonly (readonly [from: string, to: string])[] {
  return recipe === undefined || cache === '' ? [] : [[cache, recipe.folder]]
}

function wrappedCompile(toolchain: Toolchain, { bubblewrap, user, code }: Place, cache: string): readonly string[] {
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

async function compile(toolchain: Toolchain, [command = '', ...args]: readonly string[], signal: AbortSignal): Promise<void> {
  if (command === '') return
  const child = spawn(command, args, {
    cwd: '/',
    env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin' },
    stdio: ['ignore', 'pipe', 'pipe'],
    signal,
    timeout: compileSeconds * 1_000,
  })
  let words = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8')
    stream.on('data', (chunk: string) => {
      if (words.length < 20_000) words += chunk
    })
  }
  const code = await new Promise<number>((resolve) => {
    child.once('close', (given) => resolve(given ?? 1))
    child.once('error', () => resolve(127))
  })
  signal.throwIfAborted()
  if (code !== 0) throw new BuildFailed(told(toolchain, words))
}

/** The first mistake, with its line. */
function told({ errorLine }: Toolchain, words: string): string {
  const line = [...words.matchAll(errorLine)][0]?.[1]
  const message = words.split('\n').find((one) => /error|:\d+:/.test(one)) ?? words.split('\n')[0] ?? 'it cannot be compiled'
  return `${message.slice(0, 400)}${line === undefined ? '' : ` (line ${line})`}`
}

function dataFolder(folder: string, id: string, { bubblewrap, user }: Pick<Place, 'bubblewrap' | 'user'>): string {
  const data = path.join(folder, `data-${id}`)
  mkdirSync(data, { recursive: true })
  if (bubblewrap.isRoot) chownSync(data, user, user)
  return data
}

/** The program stands in /code; the folder that outlives a kill is /work, as QUINT_DATA_DIR says. */
function commandOf(toolchain: Toolchain, { bubblewrap, user, code, data }: Place & { readonly data: string }): Command {
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
