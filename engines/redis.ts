/** A real Redis on loopback that keeps nothing on disk: the server of this machine, or of its Debian package. */
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { startChild } from '@quint/runtime/child.ts'
import { freePort } from '@quint/runtime/port.ts'
import { ensureProgram } from './cache.ts'

const startDeadlineMs = 30_000

export interface Redis extends AsyncDisposable {
  readonly url: string
  /** It keeps its connections and answers nothing, until it is resumed. */
  pause(): void
  resume(): void
  /** Ends it at once, as a crash does; started again it is empty. */
  stop(): Promise<void>
  start(): Promise<void>
}

export async function startRedis(): Promise<Redis> {
  const program = ensureProgram('redis-server', 'redis-server')
  const folder = mkdtempSync(path.join(os.tmpdir(), 'quint-redis-'))
  const port = await freePort()
  const args = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', folder]
  let server = await launch(program, args)
  return {
    url: `redis://127.0.0.1:${port}`,
    pause() {
      server.process.kill('SIGSTOP')
    },
    resume() {
      server.process.kill('SIGCONT')
    },
    async stop() {
      server.process.kill('SIGKILL')
      await server.ended
    },
    async start() {
      server = await launch(program, args)
    },
    async [Symbol.asyncDispose]() {
      await server[Symbol.asyncDispose]()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function launch(program: string, args: readonly string[]) {
  const server = startChild(program, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  const stdout = server.process.stdout
  if (stdout === null) throw new Error('Redis has no output to watch')
  const lines: string[] = []
  const ready = new Promise<boolean>((resolve) => {
    createInterface(stdout).on('line', (line) => {
      lines.push(line)
      if (line.includes('Ready to accept connections')) resolve(true)
    })
    setTimeout(resolve, startDeadlineMs, false).unref()
    void server.ended.then(() => resolve(false))
  })
  if (!(await ready)) {
    await server[Symbol.asyncDispose]()
    throw new Error(`Redis did not start:\n${lines.slice(-10).join('\n')}`)
  }
  return server
}
