/** What a program that speaks gRPC needs beside it, by its language: the generated client, the libraries, and how it is started. */
import { execFile } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { promisify } from 'node:util'
import { findProgram } from '../../sandbox/bubblewrap.ts'
import type { LabLanguage, LabProgram } from '../run.ts'
import { goModule, goModules } from './go-modules.ts'

export interface Kit {
  /** Of the program in its folder. */
  readonly file: string
  /** In the folder beside it, by name. */
  readonly beside: Readonly<Record<string, string>>
  /** What runs the program; empty where it is built, and runs by itself. */
  readonly runner: readonly string[]
  /** In the folder, what is run: the program, or what was built of it. */
  readonly runs: string
  /** A folder of libraries and its name in the program's folder. */
  readonly libraries?: readonly [from: string, name: string]
  /** In a second of waiting a runtime may have many threads. */
  readonly processes: number
}

/** Why a program is not started; undefined where it can be. */
export type Missing = string | undefined

const python = '/usr/bin/python3'
const stubs = path.join(import.meta.dirname, 'python')
const packages = createRequire(import.meta.url)

function javascript(file: string): Kit {
  const client = readFileSync(packages.resolve('@quint/proto/gen/quint/lab/v1/node.ts'), 'utf8')
  return {
    file,
    beside: { 'node.ts': client, 'package.json': '{ "type": "module" }' },
    runner: [process.execPath, '--no-warnings', '--max-old-space-size=128'],
    runs: file,
    // nice-grpc and what it stands on.
    libraries: [path.join(path.dirname(packages.resolve('nice-grpc/package.json')), '..'), 'node_modules'],
    processes: 64,
  }
}

function pythonKit(): Kit {
  const beside = Object.fromEntries(['node_pb2.py', 'node_pb2_grpc.py'].map((name) => [name, readFileSync(path.join(stubs, name), 'utf8')]))
  return { file: 'solution.py', beside, runner: [python, '-B', '-E', '-s'], runs: 'solution.py', processes: 64 }
}

function goKit(): Kit {
  const names = ['go.mod', 'go.sum', 'node/node.pb.go', 'node/node_grpc.pb.go']
  const beside = Object.fromEntries(names.map((name) => [name, readFileSync(path.join(goModule, name), 'utf8')]))
  return { file: 'solution.go', beside, runner: [], runs: 'program', processes: 128 }
}

export function kitFor(language: LabLanguage): Kit | undefined {
  if (language === 'javascript') return javascript('solution.js')
  if (language === 'typescript') return javascript('solution.ts')
  if (language === 'go') return goKit()
  return language === 'python' ? pythonKit() : undefined
}

/** @param language of a program that is to speak gRPC on this machine */
export async function missingFor(language: LabLanguage): Promise<Missing> {
  if (language === 'javascript' || language === 'typescript') return undefined
  if (language === 'go')
    return (await goModules()) === undefined ? 'nodes over gRPC in Go need its modules, which are not on this machine' : undefined
  if (language !== 'python') return `nodes over gRPC are run in JavaScript, TypeScript, Python and Go, not in ${language}: write it for lines instead`
  if (findProgram(python) === undefined) return 'there is no Python on this machine'
  const check = promisify(execFile)(python, ['-I', '-c', 'import grpc, google.protobuf'], { timeout: 20_000 })
  return check.then(
    () => undefined,
    () => 'nodes over gRPC in Python need python3-grpcio and python3-protobuf, which are not on this machine',
  )
}

/** Writes the program and what it needs to a folder. */
export function laidOut(folder: string, kit: Kit, { source }: Pick<LabProgram, 'source'>): void {
  for (const [name, text] of Object.entries({ ...kit.beside, [kit.file]: source })) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true })
    writeFileSync(path.join(folder, name), text, { mode: 0o644 })
  }
  if (kit.libraries !== undefined) mkdirSync(path.join(folder, kit.libraries[1]))
}
