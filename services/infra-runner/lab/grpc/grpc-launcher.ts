/** Starts nodes that speak gRPC: behind bubblewrap alone, as a program that has sockets needs a sandbox that takes the network away. */
import { chmodSync, chownSync, mkdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { aborting } from '@quint/runtime/stop.ts'
import { type Bubblewrap, openUsers, takeUser, wrapped } from '../../sandbox/bubblewrap.ts'
import { temporaryFolder } from '../../sandbox/folders.ts'
import { keptBy } from '../process/kept.ts'
import type { Launcher } from '../process/launcher.ts'
import type { Command } from '../process/node-process.ts'
import { NoSandbox } from '../process/refused.ts'
import type { LabProgram } from '../run.ts'
import { buildGo } from './go-build.ts'
import { type GrpcPlace, type Inbox, nodeSocket, openInbox, routerSocket, startGrpcNode } from './grpc-process.ts'
import { type Kit, kitFor, laidOut, missingFor } from './kit.ts'

const limits = { memoryBytes: 512 * 1024 * 1024, cpuShare: 0.95 }

export async function openGrpcLauncher(program: LabProgram, bubblewrap: Bubblewrap | undefined, signal: AbortSignal): Promise<Launcher> {
  if (bubblewrap === undefined)
    throw new NoSandbox('nodes over gRPC need bubblewrap, which does not work on this machine: write it for lines instead')
  // What a first program stands on takes minutes to build; whoever gives up does not wait for it.
  const missing = await Promise.race([missingFor(program.language), aborting(signal)])
  if (missing !== undefined) throw new NoSandbox(missing)
  const userOf = openUsers()
  return grpcLauncher(program, {
    build: async (code) => program.language === 'go' && buildGo({ bubblewrap, user: takeUser(), code, signal }),
    prepare: (folder) => bubblewrap.isRoot && chownSync(folder, userOf(folder), userOf(folder)),
    command: (laid) => sandboxed(bubblewrap, userOf(laid.place.data), laid),
  })
}

interface Laid {
  readonly kit: Kit
  readonly code: string
  readonly place: GrpcPlace
}

export interface Starting {
  /** What is run, of what lies in this folder. */
  build(code: string): Promise<unknown>
  /** A folder that the program may write. */
  prepare(folder: string): void
  command(laid: Laid): Command
}

export async function grpcLauncher(program: LabProgram, starting: Starting): Promise<Launcher> {
  const kit = kitFor(program.language)
  if (kit === undefined) throw new NoSandbox(`there is nothing for gRPC in ${program.language}`)
  const folder = temporaryFolder('run')
  // The user that the program runs as passes through.
  chmodSync(folder, 0o711)
  const code = path.join(folder, 'code')
  mkdirSync(code)
  const remove = (): void => rmSync(folder, { recursive: true, force: true })
  laidOut(code, kit, program)
  await starting.build(code).catch((error: unknown) => {
    remove()
    throw error
  })
  const inboxes = new Map<string, Inbox>()
  return {
    sandbox: 'bubblewrap',
    start(id, hearing) {
      const place = { data: path.join(folder, `data-${id}`), sockets: path.join(folder, `sockets-${id}`) }
      for (const one of Object.values(place)) mkdirSync(one, { recursive: true })
      starting.prepare(place.data)
      const inbox = inboxes.get(id) ?? openInbox(id, place)
      inboxes.set(id, inbox)
      return startGrpcNode({ place, inbox, command: starting.command({ kit, code, place }) }, { ...limits, keeping: keptBy(place.data) }, hearing)
    },
    async [Symbol.asyncDispose]() {
      await Promise.all([...inboxes.values()].map((inbox) => inbox[Symbol.asyncDispose]()))
      remove()
    },
  }
}

/** What a node is told of where it is. */
export function environmentOf(data: string, sockets: string): Readonly<Record<string, string>> {
  return {
    QUINT_NODE_ADDRESS: `unix://${path.join(data, nodeSocket)}`,
    QUINT_ROUTER_ADDRESS: `unix://${path.join(sockets, routerSocket)}`,
    QUINT_DATA_DIR: data,
  }
}

/** The program stands in /code; it writes in /work, and finds the lab's socket in /lab. */
function sandboxed(bubblewrap: Bubblewrap, user: number, { kit, code, place }: Laid): Command {
  const [program = '', ...given] = [...kit.runner, `/code/${kit.runs}`]
  const isOurs = program === process.execPath
  const libraries = kit.libraries === undefined ? [] : [[kit.libraries[0], `/code/${kit.libraries[1]}`] as const]
  const [command = '', ...args] = wrapped(bubblewrap, {
    command: [isOurs ? '/node' : program, ...given],
    cpuSeconds: 300,
    processes: kit.processes,
    user,
    shows: [[code, '/code'], ...libraries, [place.sockets, '/lab'], ...(isOurs ? [[program, '/node'] as const] : [])],
    writes: place.data,
    environment: environmentOf('/work', '/lab'),
  })
  return { command, args }
}
