/** Waits for the run to end, however it ends; then ends every process that carries its mark and removes its folder. */
import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import { unmountWithin } from './small-disk.ts'

const [, , run = '', folder = ''] = process.argv
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined)
process.stdin.on('end', () => void reap()).on('error', () => void reap())
process.stdin.resume()

async function reap(): Promise<void> {
  // A process may start another one while it is looked for.
  for (let quiet = 0; quiet < 3; ) {
    const found = marked()
    for (const pid of found) end(pid)
    quiet = found.length === 0 ? quiet + 1 : 0
    await delay(50)
  }
  unmountWithin(folder)
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  process.exit()
}

/** Where there is /proc; elsewhere rows end what they started by themselves. */
function marked(): number[] {
  return numbers().filter((pid) => {
    if (pid === process.pid) return false
    try {
      return readFileSync(`/proc/${pid}/environ`, 'utf8').includes(`FAULTS_RUN=${run}`)
    } catch {
      return false
    }
  })
}

function numbers(): number[] {
  try {
    return readdirSync('/proc').map(Number).filter(Number.isInteger)
  } catch {
    return []
  }
}

function end(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // Gone by itself.
  }
}
