/** What Terraform calls when it makes or destroys a seat of this machine: the agent starts as a process that outlives the call, and ends with all that it started. */
import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, openSync, readFileSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { processIdentity } from '@quint/runtime/claim.ts'
import { endSeat, type Note } from './end.ts'

const program = path.join(import.meta.dirname, '..', '..', '..', 'agent', 'main.ts')
const startWithinMs = 60_000

const [verb] = process.argv.slice(2)
const id = process.env.QUINT_SEAT_ID ?? ''
if (!/^[0-9a-f-]{36}$/.test(id)) throw new Error('QUINT_SEAT_ID is the id that Terraform gave the seat')
const [file, log] = [`${id}.json`, `${id}.log`]

if (verb === 'start') await start()
else await endSeat(file)

async function start(): Promise<void> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'quint-seat-'))
  // The users that programs run as pass through.
  chmodSync(folder, 0o711)
  const out = openSync(log, 'a', 0o600)
  const agent = spawn(process.execPath, ['--no-warnings', program], {
    // Terraform ends what is left of its own group.
    detached: true,
    stdio: ['ignore', out, out, 'ipc'],
    cwd: '/',
    env: { ...settingsOf(process.env), AGENT_HOST: '127.0.0.1', AGENT_PORT: '0', PATH: process.env.PATH, TMPDIR: folder },
  })
  // Before anything else, so that it is found by whoever ends it.
  const known: Note = { process: processIdentity(agent.pid ?? 0), folder }
  note(known)
  try {
    note({ ...known, address: await addressOf(agent) })
    agent.disconnect()
    agent.unref()
  } catch (error) {
    await endSeat(file)
    process.stderr.write(`${error instanceof Error ? error.message : 'it failed'}: ${readFileSync(log, 'utf8').slice(-300)}\n`)
    process.exitCode = 1
  }
}

function settingsOf(given: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(given).filter(([name]) => name.startsWith('AGENT_')))
}

function note(known: Note): void {
  writeFileSync(file, JSON.stringify(known), { mode: 0o600 })
}

async function addressOf(agent: ChildProcess): Promise<string> {
  const said = Promise.withResolvers<string>()
  agent.once('message', (message) => said.resolve((message as { readonly address: string }).address))
  agent.once('error', said.reject)
  agent.once('exit', () => said.reject(new Error('the agent ended')))
  const timer = setTimeout(() => said.reject(new Error('the agent does not start')), startWithinMs)
  try {
    return await said.promise
  } finally {
    clearTimeout(timer)
  }
}
