/** Histories that are right, in which operations overlap, for those who judge them. */
import { randomFrom } from '../../services/infra-runner/bank/random.ts'
import type { Operation } from '../../services/infra-runner/lab/history/operation.ts'

const atOnce = 10

type Asked = Pick<Operation, 'f' | 'key' | 'input'>

export interface Subject {
  ask(): Asked
  /** Nothing where it cannot be done. */
  answer(asked: Asked): { readonly output: unknown } | undefined
}

/** Operations that overlap, each done at one moment between its call and its return. */
export function concurrent(count: number, seed: number, subject: Subject): Operation[] {
  const random = randomFrom(seed)
  const operations: Operation[] = []
  const open: {
    readonly id: number
    readonly asked: Asked
    readonly calledAt: number
    done?: { readonly output: unknown } | undefined
    tried?: boolean
  }[] = []
  for (let at = 0, begun = 0; begun < count || open.length > 0; at += 1) {
    if (begun < count && (open.length === 0 || (open.length < atOnce && random.int(0, 1) === 0))) {
      open.push({ id: begun, asked: subject.ask(), calledAt: at })
      begun += 1
      continue
    }
    const one = random.pick(open)
    if (one.tried !== true) {
      one.tried = true
      one.done = subject.answer(one.asked)
      continue
    }
    open.splice(open.indexOf(one), 1)
    const { id, asked, calledAt, done } = one
    const outcome = done === undefined ? 'fail' : 'ok'
    operations[id] = {
      ...asked,
      id,
      process: `c${id % atOnce}`,
      output: done?.output,
      outcome,
      calledAt,
      returnedAt: at,
      calledMs: calledAt,
      returnedMs: at,
    }
  }
  return operations
}

export function registerOf(index: number): Subject {
  const random = randomFrom(index + 1_000)
  const key = `k${index}`
  let value: number | null = null
  return {
    ask() {
      const dice = random.int(0, 9)
      if (dice < 5) return { f: 'read', key, input: null }
      return dice < 8 ? { f: 'write', key, input: random.int(0, 4) } : { f: 'cas', key, input: [random.int(0, 4), random.int(0, 4)] }
    },
    answer({ f, input }) {
      if (f === 'read') return { output: value }
      const [from, to] = f === 'cas' ? (input as [number, number]) : [value, input as number]
      if (value !== from) return undefined
      value = to
      return { output: null }
    },
  }
}
