/** A place for tests: its seats are real agents, each a process of this machine at a loopback address of its own. */
import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { Failure } from '@quint/runtime/failure.ts'
import { freePort } from '@quint/runtime/port.ts'
import { type Sealed, sealedUntil } from './certificate.ts'
import { holdSeats } from './held-seats.ts'
import type { Ground, Place, Wanted } from './place.ts'

export interface TestingPlace extends Place, AsyncDisposable {
  /** Of an agent's process; 0 where there is none. */
  pidOf(namespace: string, seat: string): number
}

interface Sitting {
  readonly child: ChildProcess
  readonly host: string
  readonly folder: string
}

interface Open {
  readonly expiresAt: number
  readonly sitting: Map<string, Sitting>
}

const program = path.join(import.meta.dirname, '..', 'agent', 'main.ts')
const readyWithinMs = 60_000
let addresses = 0

/** 127.0.0.0/8 is all of loopback: each process of tests takes a network of its own. */
export function loopbackHost(): string {
  addresses += 1
  return `127.${16 + (process.pid & 127)}.${(process.pid >> 7) & 255}.${1 + (addresses % 250)}`
}

export function testingPlace(): TestingPlace {
  const grounds = new Map<string, Open>()
  const remove = async (namespace: string): Promise<void> => {
    const ground = grounds.get(namespace)
    if (ground === undefined) return
    await Promise.all([...ground.sitting.values()].map(endSitting))
    grounds.delete(namespace)
  }
  return {
    kind: 'kubernetes',
    remove,
    async open(wanted) {
      const { namespace, expiresAt } = wanted
      if (grounds.has(namespace)) throw new Failure('conflict', 'This is there already.')
      const open: Open = { expiresAt, sitting: new Map() }
      grounds.set(namespace, open)
      try {
        return await opened(wanted, open, () => remove(namespace))
      } catch (error) {
        await remove(namespace)
        throw error
      }
    },
    async sweep(now) {
      const over = [...grounds].filter((ground) => ground[1].expiresAt <= now).map(([namespace]) => namespace)
      for (const namespace of over) await remove(namespace)
      return over
    },
    left: async () => [...grounds].flatMap(([namespace, { sitting }]) => [namespace, ...[...sitting.keys()].map((seat) => `${namespace} ${seat}`)]),
    pidOf: (namespace, seat) => grounds.get(namespace)?.sitting.get(seat)?.child.pid ?? 0,
    async [Symbol.asyncDispose]() {
      for (const namespace of grounds.keys()) await remove(namespace)
    },
  }
}

async function endSitting({ child, folder }: Sitting): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) {
    // What it started ends before it does.
    child.kill('SIGTERM')
    const force = setTimeout(() => child.kill('SIGKILL'), 10_000)
    await once(child, 'exit')
    clearTimeout(force)
  }
  rmSync(folder, { recursive: true, force: true })
}

async function opened({ namespace, seats, expiresAt, signal }: Wanted, { sitting }: Open, end: () => Promise<void>): Promise<Ground> {
  const sealed = await sealedUntil(expiresAt)
  const token = randomBytes(18).toString('base64url')
  const sat = seats.map(async ({ id }): Promise<readonly [string, string]> => [id, await sit(sitting, { id, token, sealed })])
  const at = { token, certificate: sealed.certificate, holder: namespace, withinMs: readyWithinMs }
  const held = await holdSeats(seats, new Map(await Promise.all(sat)), signal === undefined ? at : { ...at, signal })
  return {
    namespace,
    seats: held.seats,
    async [Symbol.asyncDispose]() {
      held[Symbol.dispose]()
      await end()
    },
  }
}

interface SitDown {
  readonly id: string
  readonly token: string
  readonly sealed: Sealed
}

async function sit(sitting: Map<string, Sitting>, { id, token, sealed }: SitDown): Promise<string> {
  const host = loopbackHost()
  const port = await freePort()
  const folder = mkdtempSync(path.join(os.tmpdir(), 'quint-seat-'))
  // The users that programs run as pass through.
  chmodSync(folder, 0o711)
  const child = spawn(process.execPath, ['--no-warnings', program], {
    stdio: ['ignore', 'ignore', 'ignore'],
    cwd: '/',
    env: {
      // Where compilers and sandboxes are found.
      PATH: process.env.PATH,
      TMPDIR: folder,
      AGENT_HOST: host,
      AGENT_PORT: String(port),
      AGENT_TOKEN: token,
      AGENT_CERTIFICATE: sealed.certificate,
      AGENT_KEY: sealed.key,
      AGENT_FIRST_SECONDS: '60',
      AGENT_ALONE_SECONDS: '2',
    },
  })
  child.on('error', () => undefined)
  sitting.set(id, { child, host, folder })
  return `${host}:${port}`
}
