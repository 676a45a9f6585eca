/** Finds out what this machine can run safely, and opens the engine for each language: natively behind bubblewrap where that works, else embedded. */
import { rmSync } from 'node:fs'
import { boxedEngine } from './boxed.ts'
import { type Bubblewrap, probeBubblewrap, takeUser, wrapped } from './bubblewrap.ts'
import { countingEngines, embeddedEngines, insideFiles, v8Command } from './embedded.ts'
import { cacheFolder, clearLeftovers } from './folders.ts'
import { nativeEngine } from './native.ts'
import { callable, type Engine, languages, type Sandbox } from './sandbox.ts'
import { installedToolchains } from './toolchain.ts'

export interface SandboxOptions {
  /** Name or path of bubblewrap; empty: not used. */
  readonly bubblewrap: string
  readonly warm: number
  readonly idleMs: number
  /** Empty: a folder that is removed at the end. */
  readonly cacheFolder: string
}

export async function openSandbox(options: SandboxOptions): Promise<Sandbox> {
  await using owned = new AsyncDisposableStack()
  const bubblewrap = await probeBubblewrap(options.bubblewrap)
  const engines = [...embeddedEngines(options)]
  if (bubblewrap !== undefined) {
    clearLeftovers()
    engines.unshift(
      nativeEngine({ bubblewrap, toolchains: installedToolchains(), cacheFolder: cacheIn(options.cacheFolder, bubblewrap, owned) }),
      wrappedV8(bubblewrap, options),
    )
  }
  const counters = countingEngines(options)
  for (const engine of [...engines, ...counters]) owned.use(engine)
  const engineFor = (language: (typeof languages)[number]): Engine | undefined => engines.find((engine) => engine.languages.includes(language))
  const rest = owned.move()
  return {
    bubblewrap,
    report: () =>
      languages.map((language) => {
        const engine = engineFor(language)
        return { language, sandbox: engine?.name, calls: engine !== undefined && callable.has(language) }
      }),
    engineFor,
    prepare: () => {
      for (const engine of engines) engine.prepare?.()
    },
    counterFor: (language) => [...counters, ...engines].find((engine) => engine.languages.includes(language)),
    [Symbol.asyncDispose]: () => rest.disposeAsync(),
  }
}

function cacheIn(given: string, bubblewrap: Bubblewrap, owned: AsyncDisposableStack): string {
  const { folder, isKept } = cacheFolder(given, bubblewrap.isRoot)
  if (!isKept) owned.defer(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** The same V8 child, with namespaces around it. */
function wrappedV8(bubblewrap: Bubblewrap, { warm, idleMs }: SandboxOptions): Engine {
  return boxedEngine({
    name: 'bubblewrap',
    languages: ['javascript', 'typescript'],
    command(memoryMiB) {
      const { command, args } = v8Command(memoryMiB)
      const shown = [process.execPath, ...insideFiles].map((file) => [file, file] as const)
      const [program = '', ...rest] = wrapped(bubblewrap, {
        command: [command, ...args],
        cpuSeconds: 120,
        processes: 64,
        user: takeUser(),
        shows: shown,
      })
      return { command: program, args: rest }
    },
    warm,
    idleMs,
    renews: false,
  })
}
