/** Builds a program in Go over gRPC behind bubblewrap, offline: modules and what is known of them are beside the program while it is compiled, and no longer. */
import { chownSync, cpSync, linkSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { type Bubblewrap, wrapped } from '../../sandbox/bubblewrap.ts'
import { compiled } from '../process/compiled.ts'
import { NoSandbox } from '../process/refused.ts'
import { goCompiler, goEnvironment, goFlags, goModules } from './go-modules.ts'

export interface GoPlace {
  readonly bubblewrap: Bubblewrap
  readonly user: number
  /** Where the program and what stands beside it lie. */
  readonly code: string
  readonly signal: AbortSignal
}

const compileSeconds = 90

/** @throws BuildFailed with the compiler's words. */
export async function buildGo({ bubblewrap, user, code, signal }: GoPlace): Promise<void> {
  const modules = await goModules()
  if (modules === undefined) throw new NoSandbox('nodes over gRPC in Go need its modules, which are not on this machine')
  const own = (folder: string): void => {
    if (bubblewrap.isRoot) chownSync(folder, user, user)
  }
  const [vendor, cache] = [path.join(code, 'vendor'), path.join(code, 'cache')]
  // The compiler takes the modules where they are, and no link to them; it writes to its cache.
  cpSync(modules.vendor, vendor, { recursive: true })
  linked(modules.cache, cache, own)
  own(code)
  const command = wrapped(bubblewrap, {
    command: [goCompiler, 'build', '-o', 'program', '.'],
    cpuSeconds: compileSeconds,
    processes: 128,
    user,
    writes: code,
    environment: { ...goEnvironment, GOCACHE: '/work/cache', GOFLAGS: goFlags },
  })
  await compiled(command, { errorLine: /solution\.go:(\d+)/g, seconds: compileSeconds, signal })
  for (const folder of [vendor, cache]) rmSync(folder, { recursive: true, force: true })
}

/** Folders of its own with the same files in them, none of which takes room again. */
function linked(from: string, to: string, own: (folder: string) => void): void {
  mkdirSync(to)
  own(to)
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [one, other] = [path.join(from, entry.name), path.join(to, entry.name)]
    if (entry.isDirectory()) linked(one, other, own)
    else linkSync(one, other)
  }
}
