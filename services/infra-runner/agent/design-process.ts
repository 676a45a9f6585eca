/** A process of a deployed design at this seat: begun with the task, told what its provisioner says, ended with it. */
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import type { ProcessSaid, ProcessTold } from '../build/local/at-seat.ts'
import { seatFolder } from '../build/local/at-seat.ts'
import type { Order, Reply } from '../build/local/setup.ts'
import { endOf, signals, spawnProcess } from '../build/local/started.ts'
import type { TaskLine } from './task.ts'

export async function designProcess({ hear, say, closed }: TaskLine): Promise<void> {
  const folder = seatFolder()
  mkdirSync(folder, { recursive: true })
  const child = spawnProcess(path.join(folder, '.compiled'))
  const ended = endOf(child)
  const kill = (): void => void child.kill('SIGKILL')
  closed.addEventListener('abort', kill, { once: true })
  if (closed.aborted) kill()
  child.on('message', (reply: Reply) => say({ reply } satisfies ProcessSaid))
  hear((told) => {
    const { kind, ...rest } = told as ProcessTold
    if (kind === 'order' && 'order' in rest && child.connected) child.send(placed(rest.order, folder), () => undefined)
    if (kind === 'signal' && 'signal' in rest && signals.includes(rest.signal)) child.kill(rest.signal)
  })
  await ended
  closed.removeEventListener('abort', kill)
}

/** Where it keeps things is this seat's business. */
function placed(order: Order, folder: string): Order {
  return order.kind === 'setup' && 'folder' in order.setup ? { kind: 'setup', setup: { ...order.setup, folder } } : order
}
