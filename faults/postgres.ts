/** A PostgreSQL that can be killed and started again at the same address. */
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { startPostgres, superuserPassword } from '@quint/db/embedded.ts'
import { type Launched, launch } from '@quint/db/launch.ts'
import { freePort } from '@quint/runtime/port.ts'
import { sleep } from '@quint/runtime/sleep.ts'

export interface Postgres extends AsyncDisposable {
  /** The superuser's address. */
  readonly adminUrl: string
  readonly folder: string
  /** kill -9 of the postmaster, which takes its children with it. */
  kill(): Promise<void>
  /** Fast: open transactions are rolled back. Immediate: as a crash, but told. */
  stop(how: 'fast' | 'immediate'): Promise<void>
  /** Fulfilled when it takes connections again, after recovery; at once when it runs. */
  start(): Promise<void>
}

const startDeadlineMs = 120_000

/** @param folder empty, or of an earlier one. */
export async function openPostgres(folder: string): Promise<Postgres> {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  // Made by the house's own starter; from then on run at one address, with room for several of each service.
  await (await startPostgres(folder))[Symbol.asyncDispose]()
  const port = await freePort()
  const begin = () => persistently({ data: path.join(folder, 'data'), port, durable: true, settings: { max_connections: '250' } })
  let running = await begin()
  const runs = (): boolean => running.child.exitCode === null && running.child.signalCode === null
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    const { child } = running
    if (!runs()) return
    const ended = new Promise((resolve) => child.once('exit', resolve))
    child.kill(signal)
    await ended
  }
  return {
    adminUrl: `postgres://postgres:${superuserPassword(folder)}@127.0.0.1:${port}/postgres`,
    folder,
    kill: () => end('SIGKILL'),
    stop: (how) => end(how === 'fast' ? 'SIGINT' : 'SIGQUIT'),
    async start() {
      if (!runs()) running = await begin()
    },
    [Symbol.asyncDispose]: () => end('SIGINT'),
  }
}

/** The children of a killed postmaster hold its shared memory until they notice that it is gone. */
async function persistently(options: Parameters<typeof launch>[0]): Promise<Launched> {
  const deadline = Date.now() + startDeadlineMs
  for (;;) {
    try {
      const launched = await launch(options)
      launched.child.stderr?.removeAllListeners('data').resume()
      return launched
    } catch (error) {
      const lingering = error instanceof Error && /lock file|shared memory|in use/.test(error.message)
      if (!lingering || Date.now() > deadline) throw error
      await sleep(100)
    }
  }
}
