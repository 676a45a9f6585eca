/** The end of a seat of this machine, by what was noted when it was started; also when whoever started it was interrupted. */
import { readdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { stillRuns } from '@quint/runtime/claim.ts'
import { sleep } from '@quint/runtime/sleep.ts'

/** What is known of a seat, in the folder of its ground. */
export interface Note {
  readonly process: string
  /** For everything that its agent and its programs write. */
  readonly folder: string
  /** Once it answers there. */
  readonly address?: string
}

const endWithinMs = 10_000

/** Also when there is none any more. */
export async function endSeat(file: string): Promise<void> {
  const known = noted(file)
  if (known === undefined) return
  if (!(await endedBy('SIGTERM', known.process)) && !(await endedBy('SIGKILL', known.process))) throw new Error('the agent does not end')
  rmSync(known.folder, { recursive: true, force: true })
  rmSync(file, { force: true })
}

/** Those of a ground that Terraform does not know of. */
export async function endSeats(ground: string): Promise<void> {
  const notes = readdirSync(ground).filter((name) => /^[0-9a-f-]{36}\.json$/.test(name))
  await Promise.all(notes.map((name) => endSeat(path.join(ground, name))))
}

function noted(file: string): Note | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Note
  } catch {
    return undefined
  }
}

async function endedBy(signal: NodeJS.Signals, identity: string): Promise<boolean> {
  const deadline = performance.now() + endWithinMs
  const pid = Number(identity.split(' ')[0])
  // It ends what it started before it does; when it does not, its group is what it started.
  if (stillRuns(identity)) process.kill(signal === 'SIGKILL' ? -pid : pid, signal)
  while (stillRuns(identity) && performance.now() < deadline) await sleep(20)
  return !stillRuns(identity)
}
