/** An engine whose programs run natively behind bubblewrap: compiled once, then a process for each input. */
import { spawn } from 'node:child_process'
import { chmodSync, chownSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { type Bubblewrap, takeUser, type Wrapping, wrapped } from './bubblewrap.ts'
import { countedSource, countingToolchain, countsOf } from './counting.ts'
import { loadedBytes } from './elf.ts'
import { temporaryFolder } from './folders.ts'
import { type Ended, execute, type Started, untilStarted } from './process.ts'
import type { Engine, Input, Limits, Opened, Outcome, Program } from './sandbox.ts'
import { filesOf, type Toolchain, unmet } from './toolchain.ts'

export interface NativeOptions {
  readonly bubblewrap: Bubblewrap
  readonly toolchains: readonly Toolchain[]
  /** Where compilers keep what every program needs. */
  readonly cacheFolder: string
}

interface Place {
  readonly folder: string
  user: number
}

const compileLimits: Limits = { timeMs: 20_000, memoryBytes: 1024 * 1024 * 1024, outputBytes: 65_536 }
const overheadBytes = 24 * 1024 * 1024
const runtimeBytes = 96 * 1024 * 1024

/** Calls the function; its value goes where only the service reads, and the verdict is the service's. */
const driver = `import json, os, sys
with os.fdopen(3, 'r') as source:
    entry, args = json.load(source)
def plain(value):
    if isinstance(value, (set, frozenset, range)) or hasattr(value, '__next__') or type(value).__name__ == 'deque':
        return list(value)
    raise TypeError(f'a {type(value).__name__} is no answer')
names = {'__name__': 'solution'}
with open('/work/solution.py') as file:
    exec(compile(file.read(), 'solution.py', 'exec'), names)
function = names.get(entry)
if function is None and 'Solution' in names:
    function = getattr(names['Solution'](), entry, None)
if not callable(function):
    raise NameError(f'there is no function {entry}')
value = json.dumps(function(*args), default=plain)
with os.fdopen(4, 'w') as target:
    target.write(value)
`

export function nativeEngine({ bubblewrap, toolchains, cacheFolder }: NativeOptions): Engine {
  const warming = new Map<Toolchain, Promise<void>>()
  const closing = new AbortController()
  const warmed = (toolchain: Toolchain): Promise<void> => {
    const known = warming.get(toolchain) ?? warmUp(toolchain, cacheFolder, closing.signal)
    warming.set(toolchain, known)
    return known
  }
  const cacheOf = (toolchain: Toolchain): string => path.join(cacheFolder, toolchain.language)
  const start = (toolchain: Toolchain, place: Place, job: Started): Promise<Ended> =>
    untilStarted(
      job.signal,
      () => startOnce(toolchain, place, job),
      () => bubblewrap.isRoot && giveTo(place, takeUser()),
    )
  const startOnce = (toolchain: Toolchain, place: Place, job: Started): Promise<Ended> => {
    const { command, limits, compiling } = job
    const cache: readonly (readonly [string, string])[] = toolchain.warmUp === undefined ? [] : [[cacheOf(toolchain), toolchain.warmUp.folder]]
    const wrapping: Wrapping = {
      command,
      cpuSeconds: Math.ceil(limits.timeMs / 1000) + 1,
      processes: compiling ? 128 : toolchain.processes,
      user: place.user,
      environment: toolchain.environment,
      shows: compiling ? cache : [[place.folder, '/work']],
      ...(compiling ? { writes: place.folder } : {}),
      ...(toolchain.reserves || compiling ? {} : { addressBytes: limits.memoryBytes + runtimeBytes }),
    }
    return execute(wrapped(bubblewrap, wrapping), { ...job, overheadBytes: toolchain.reserves ? runtimeBytes : overheadBytes })
  }
  return {
    name: 'bubblewrap',
    languages: toolchains.map(({ language }) => language),
    prepare() {
      for (const toolchain of toolchains) void warmed(toolchain)
    },
    async open(program, { limits, signal }): Promise<Opened> {
      const plain = toolchains.find(({ language }) => language === program.language)
      if (plain === undefined) throw new Error(`no toolchain for ${program.language}`)
      await warmed(plain)
      const toolchain = (program.counted ? countingToolchain(plain) : undefined) ?? plain
      const code = program.counted ? countedSource(program.language, program.code) : program.code
      const place = makePlace({ ...filesOf(toolchain, code), ...(program.entry === '' ? {} : { 'driver.py': driver }) }, bubblewrap.isRoot)
      const compiled = await compile(toolchain, (command) => start(toolchain, place, { command, limits: compileLimits, compiling: true, signal }))
      const command = program.entry === '' ? toolchain.run : toolchain.run.with(-1, 'driver.py')
      const run = async (input: Input): Promise<Outcome> => {
        signal.throwIfAborted()
        if (compiled !== undefined) return compiled
        const ended = await start(toolchain, place, { command, limits, compiling: false, signal, input, entry: program.entry })
        signal.throwIfAborted()
        return judged(toolchain, program, unloadable(ended, place, limits))
      }
      return {
        run,
        alone: run,
        async [Symbol.asyncDispose]() {
          rmSync(place.folder, { recursive: true, force: true })
        },
      }
    },
    async [Symbol.asyncDispose]() {
      closing.abort()
      await Promise.all(warming.values())
    },
  }
}

/** Made once by whoever first needs it, and read by the users that programs run as. */
async function warmUp(toolchain: Toolchain, cacheFolder: string, signal: AbortSignal): Promise<void> {
  if (toolchain.warmUp === undefined) return
  const own = path.join(cacheFolder, toolchain.language)
  const place = makePlace({ [toolchain.file]: toolchain.warmUp.source })
  try {
    mkdirSync(own, { recursive: true })
    chmodSync(cacheFolder, 0o755)
    chmodSync(own, 0o755)
    const environment = { ...toolchain.environment, [cacheVariable(toolchain)]: own }
    await new Promise<void>((resolve) => {
      // Programs of others run meanwhile.
      const child = spawn('nice', ['-n', '10', ...(toolchain.compile ?? [])], {
        signal,
        cwd: place.folder,
        env: { PATH: process.env.PATH, HOME: place.folder, ...environment },
        stdio: 'ignore',
      })
      child.once('exit', () => resolve())
      child.once('error', () => resolve())
    })
  } finally {
    rmSync(place.folder, { recursive: true, force: true })
  }
}

function cacheVariable({ environment, warmUp }: Toolchain): string {
  return Object.keys(environment).find((name) => environment[name] === warmUp?.folder) ?? ''
}

function makePlace(files: Readonly<Record<string, string>>, isRoot = false): Place {
  const folder = temporaryFolder('run')
  const user = takeUser()
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text, { mode: 0o644 })
  const place = { folder, user }
  if (isRoot) giveTo(place, user)
  return place
}

function giveTo(place: Place, user: number): void {
  chownSync(place.folder, user, user)
  place.user = user
}

async function compile(toolchain: Toolchain, start: (command: readonly string[]) => Promise<Ended>): Promise<Outcome | undefined> {
  if (toolchain.compile === undefined) return undefined
  const ended = await start(toolchain.compile)
  if (ended.code === 0 && ended.excess === undefined) return undefined
  const words = ended.excess === undefined ? ended.stderr || ended.stdout : 'it took too long to compile'
  const { line, message } = blamed(toolchain, words, 'first')
  return { ...outcome(ended), kind: 'compile_error', exitCode: 1, stdout: '', stderr: words, message, line }
}

/** Compilers say what was wrong first; a traceback ends with where it was. */
function blamed(toolchain: Toolchain, words: string, which: 'first' | 'last'): { readonly line: number; readonly message: string } {
  const places = [...words.matchAll(toolchain.errorLine)]
  const place = which === 'first' ? places[0] : places.at(-1)
  const lines = words.trim().split('\n')
  const message = which === 'first' ? lines.find((line) => /error|:\d+:/.test(line)) : lines.findLast((line) => !/^\s/.test(line))
  return { line: Number(place?.[1] ?? 0), message: (message ?? lines[0] ?? '').slice(0, 500) }
}

function outcome(ended: Ended): Outcome {
  const { stdout, stderr, timeMs, peakBytes } = ended
  return {
    kind: 'ok',
    exitCode: ended.code,
    stdout,
    stderr,
    value: undefined,
    message: '',
    line: 0,
    timeMs,
    cpuMs: timeMs,
    memoryBytes: peakBytes,
    steps: undefined,
    allocatedBytes: undefined,
  }
}

const outOfMemory = /MemoryError|std::bad_alloc|OutOfMemoryError|runtime: out of memory|cannot allocate memory/
const killedForTime = new Set([152, 137])
/** Of those that a program ends itself by. */
const signalWords: Readonly<Record<number, string>> = {
  132: 'it ran an instruction that there is not (SIGILL)',
  134: 'it gave up by itself (SIGABRT)',
  136: 'it divided by zero (SIGFPE)',
  139: 'it read or wrote where nothing is, or its stack is full (SIGSEGV)',
}

/** The kernel ends a program that it has no room for like one that went astray. */
function unloadable(ended: Ended, place: Place, { memoryBytes }: Limits): Ended {
  if (ended.code === 0 || ended.excess !== undefined || ended.stdout !== '') return ended
  return loadedBytes(path.join(place.folder, 'program')) > memoryBytes ? { ...ended, excess: 'memory_limit' } : ended
}

function judged(toolchain: Toolchain, program: Program, ended: Ended): Outcome {
  const base = outcome(ended)
  if (ended.excess !== undefined) return { ...base, kind: ended.excess, exitCode: ended.code || 1, message: excessWords[ended.excess] }
  if (ended.code === 0 && program.counted && program.entry === '') return { ...base, ...countsOf(ended.value) }
  if (ended.code === 0) return program.entry === '' ? base : { ...base, value: ended.value }
  // The processor limit of the kernel, should it come before ours.
  if (killedForTime.has(ended.code)) return { ...base, kind: 'time_limit', message: excessWords.time_limit }
  const { line, message } = blamed(toolchain, ended.stderr, program.language === 'python' ? 'last' : 'first')
  if (program.language === 'python' && /^(SyntaxError|IndentationError|TabError)/.test(message))
    return { ...base, kind: 'compile_error', line, message }
  if (outOfMemory.test(ended.stderr) || ended.value.includes(unmet)) return { ...base, kind: 'memory_limit', line, message: excessWords.memory_limit }
  return { ...base, kind: 'runtime_error', line, message: message || (signalWords[ended.code] ?? `exited with ${ended.code}`) }
}

const excessWords = { time_limit: 'it took too long', memory_limit: 'it used too much memory', output_limit: 'it printed too much' } as const
