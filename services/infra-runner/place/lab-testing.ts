/** For tests: a place in this process, whose seats run a task of the test's over lines that pass values as JSON; and a task of nodes that need no process. */
import { Failure } from '@quint/runtime/failure.ts'
import { labNodeTask } from '../agent/lab-node.ts'
import type { Task } from '../agent/task.ts'
import { none } from '../lab/process/demand.ts'
import type { Hearing, NodeProcess } from '../lab/process/node-process.ts'
import type { Line, Place, Seat } from './place.ts'

export interface MemoryPlace extends Place {
  /** As when a machine ends without a word: its line is over, and what its task did is heard no more. */
  lose(seat: string): void
}

export function memoryPlace(task: Task): MemoryPlace {
  const grounds = new Map<string, { readonly lines: Set<{ readonly seat: string; over(why: string): void }> }>()
  return {
    kind: 'kubernetes',
    async open({ namespace, seats, signal }) {
      signal?.throwIfAborted()
      const lines = new Set<{ readonly seat: string; over(why: string): void }>()
      grounds.set(namespace, { lines })
      const seatOf = (id: string, zone: string): Seat => ({
        ...{ id, zone, host: 'nowhere' },
        begin: <Told, Said>(_task: string, hear: (said: Said) => void) => {
          const { line, over } = memoryLine<Told, Said>(task, hear)
          lines.add({ seat: id, over })
          return line
        },
      })
      return {
        namespace,
        seats: new Map(seats.map(({ id, zone }) => [id, seatOf(id, zone)])),
        async [Symbol.asyncDispose]() {
          grounds.delete(namespace)
        },
      }
    },
    async remove(namespace) {
      grounds.delete(namespace)
    },
    sweep: async () => [],
    left: async () => [...grounds.keys()],
    lose(seat) {
      for (const { lines } of grounds.values()) for (const line of lines) if (line.seat === seat) line.over('its machine is gone')
    },
  }
}

function memoryLine<Told, Said>(task: Task, hear: (said: Said) => void): { readonly line: Line<Told>; over(why: string): void } {
  const closing = new AbortController()
  const over = Promise.withResolvers<string>()
  const kept: unknown[] = []
  let listener: ((told: unknown) => void) | undefined
  const passed = (message: unknown): unknown => JSON.parse(JSON.stringify(message))
  const end = (why: string): void => {
    over.resolve(why)
    closing.abort()
  }
  task({
    hear(each) {
      listener = each
      for (const told of kept.splice(0)) each(told)
    },
    say: (said) => setImmediate(() => closing.signal.aborted || hear(passed(said) as Said)),
    closed: closing.signal,
  }).then(
    () => end('it ended'),
    (error: Error) => end(error.message),
  )
  const tell = (told: Told): void => {
    setImmediate(() => {
      if (closing.signal.aborted) return
      if (listener === undefined) kept.push(passed(told))
      else listener(passed(told))
    })
  }
  return { line: { tell, end: () => end('it was ended here'), over: over.promise }, over: end }
}

/** A node that echoes, without a process; what it wrote down outlives a kill. */
export const echoTask: Task = labNodeTask(async ({ program }) => {
  if (program.source === '') throw new Failure('invalid', 'there is no program')
  let lives = 0
  return {
    sandbox: 'v8',
    start(id, hearing) {
      lives += 1
      return echoing(id, { hearing, life: lives })
    },
    async [Symbol.asyncDispose]() {},
  }
})

function echoing(id: string, { hearing, life }: { readonly hearing: Hearing; readonly life: number }): NodeProcess {
  let isUp = true
  const gone = Promise.withResolvers<void>()
  hearing.log(`life ${life}\n`)
  return {
    gone: gone.promise,
    send(line) {
      const { src, body } = JSON.parse(line) as { src: string; body: { type: string; msg_id: number; echo?: unknown } }
      const answer = { type: `${body.type}_ok`, in_reply_to: body.msg_id, ...(body.type === 'echo' ? { echo: body.echo } : {}) }
      if (isUp) hearing.lines([JSON.stringify({ src: id, dest: src, body: answer })])
    },
    kill() {
      isUp = false
      gone.resolve()
    },
    pause: () => undefined,
    resume: () => undefined,
    demand: () => none,
  }
}
