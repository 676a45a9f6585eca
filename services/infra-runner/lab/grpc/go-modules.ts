/** What programs in Go over gRPC stand on: modules that this machine has fetched before, and what the compiler keeps of them. Nothing is fetched here. */
import { execFile } from 'node:child_process'
import { chmodSync, cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import { findProgram } from '../../sandbox/bubblewrap.ts'
import { temporaryFolder } from '../../sandbox/folders.ts'

export const goCompiler = '/usr/local/go/bin/go'

/** Folders that whoever builds a program may read. */
export interface GoModules {
  /** The sources of all modules, as `go mod vendor` lays them out. */
  readonly vendor: string
  readonly cache: string
}

export const goModule = path.join(import.meta.dirname, 'go')
const own = ['go.mod', 'go.sum', 'node'] as const
/** What a node may want of gRPC, all of which is laid out. */
const imports = ['codes', 'credentials/insecure', 'keepalive', 'metadata', 'status'].map((name) => `_ "google.golang.org/grpc/${name}"`)
const everything = `package main

import (
	_ "encoding/json"
	_ "math/rand"
	_ "net"
	_ "sort"
	${imports.join('\n\t')}
	_ "quint/lab/node"
)

func main() {}
`
const layingMs = 60_000
const warmingMs = 300_000

/** Of a build that reaches nobody. */
export const goEnvironment = { GOTOOLCHAIN: 'local', GO111MODULE: 'on', GOPROXY: 'off', GOWORK: 'off', GOMAXPROCS: '2', CGO_ENABLED: '0' } as const

/** What was compiled is found again wherever it lies. */
export const goFlags = '-mod=vendor -trimpath'

let known: Promise<GoModules | undefined> | undefined

/** Made once, in half a minute. @returns undefined where there is no Go, or not the modules. */
export function goModules(): Promise<GoModules | undefined> {
  known ??= laidOut()
  return known
}

async function laidOut(): Promise<GoModules | undefined> {
  if (findProgram(goCompiler) === undefined) return undefined
  const folder = temporaryFolder('cache')
  const remove = (): void => rmSync(folder, { recursive: true, force: true })
  process.once('exit', remove)
  const [module, cache] = [path.join(folder, 'module'), path.join(folder, 'built')]
  for (const one of [module, cache]) mkdirSync(one)
  for (const one of [folder, module, cache]) chmodSync(one, 0o755)
  for (const name of own) cpSync(path.join(goModule, name), path.join(module, name), { recursive: true })
  writeFileSync(path.join(module, 'main.go'), everything)
  const go = (args: readonly string[], options: { readonly flags: string; readonly timeout: number }): Promise<unknown> =>
    promisify(execFile)(goCompiler, [...args], {
      cwd: module,
      env: { PATH: process.env.PATH, HOME: process.env.HOME, ...goEnvironment, GOCACHE: cache, GOFLAGS: options.flags },
      timeout: options.timeout,
    })
  try {
    await go(['mod', 'vendor'], { flags: '-mod=mod', timeout: layingMs })
    await go(['build', '-o', path.join(folder, 'nothing'), '.'], { flags: goFlags, timeout: warmingMs })
    return { vendor: path.join(module, 'vendor'), cache }
  } catch {
    remove()
    return undefined
  }
}
