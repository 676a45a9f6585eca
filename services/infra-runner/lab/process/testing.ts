/** For tests: programs of our own without a sandbox, where the machine has none for their language. */
import { execFile } from 'node:child_process'
import { lstatSync, rmdirSync, symlinkSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { findProgram } from '../../sandbox/bubblewrap.ts'
import { filesOf } from '../../sandbox/toolchain.ts'
import { environmentOf, grpcLauncher } from '../grpc/grpc-launcher.ts'
import type { LabProgram, LabVerdict } from '../run.ts'
import type { Launcher } from './launcher.ts'
import { startNode } from './node-process.ts'
import { type NativeToolchain, nativeToolchains, rust } from './toolchains.ts'

/** Said of nobody's program, and as it is to be: whoever runs tests beside much else skips what it says nothing about. */
export function wasTooBusy({ result, explanation }: LabVerdict): boolean {
  return result === 'unknown' && explanation.startsWith('The machine was too busy')
}

const limits = { memoryBytes: 512 * 1024 * 1024, cpuShare: 1 }

/** Whether the lab itself can build programs in it. */
export function hasToolchain(language: string): boolean {
  return nativeToolchains().some((one) => one.language === language)
}

/** Without a sandbox also by a compiler that only whoever runs the tests has. */
export function bareToolchain(language: string): NativeToolchain | undefined {
  const own = language === 'rust' ? findProgram('rustc') : undefined
  return nativeToolchains().find((one) => one.language === language) ?? (own === undefined ? undefined : rust(own))
}

export async function bareLauncher({ language, source }: LabProgram): Promise<Launcher> {
  const toolchain = bareToolchain(language)
  if (toolchain === undefined) throw new Error(`there is nothing for ${language} on this machine`)
  const folder = await mkdtemp(path.join(os.tmpdir(), 'quint-lab-'))
  for (const [name, text] of Object.entries(filesOf(toolchain, source))) await writeFile(path.join(folder, name), text)
  const [compiler, ...given] = toolchain.compile ?? []
  const env = { ...process.env, ...toolchain.environment, GOCACHE: path.join(os.tmpdir(), 'quint-lab-gocache') }
  if (compiler !== undefined) await promisify(execFile)(compiler, given, { cwd: folder, env })
  const [command = '', ...args] = toolchain.run
  return {
    sandbox: 'bubblewrap',
    start: (_id, hearing) =>
      startNode({ command: command.startsWith('./') ? path.join(folder, command) : command, args, cwd: folder }, limits, hearing),
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  }
}

/** The same for programs of ours that speak gRPC. */
export function bareGrpcLauncher(program: LabProgram): Promise<Launcher> {
  return grpcLauncher(program, {
    build: async () => undefined,
    prepare: () => undefined,
    command({ kit: { runner, runs, libraries }, code, place }) {
      const [run = '', ...args] = [...runner, path.join(code, runs)]
      if (libraries !== undefined) linkOnce(libraries[0], path.join(code, libraries[1]))
      return { command: run, args, env: environmentOf(place.data, place.sockets) }
    },
  })
}

function linkOnce(from: string, to: string): void {
  if (lstatSync(to).isSymbolicLink()) return
  rmdirSync(to)
  symlinkSync(from, to)
}
