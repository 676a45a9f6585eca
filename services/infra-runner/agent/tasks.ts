/** What agents can be told to do, by name. Each is loaded when it is first asked for: a seat does one kind of them. */
import type { Task } from './task.ts'

export type Tasks = Readonly<Record<string, () => Promise<Task>>>

export const tasks: Tasks = {
  'design-process': async () => (await import('./design-process.ts')).designProcess,
  'seat-load': async () => (await import('./seat-load.ts')).seatLoad,
  'lab-node': async () => (await import('./lab-node.ts')).labNode,
}
