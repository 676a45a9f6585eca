/** Small random histories of a real object, with a lie now and then, and the verdict by trying everything. */
import fc from 'fast-check'
import type { HistoryEvent, Operation } from '../history/operation.ts'
import { illegal, type Model } from './model.ts'

export interface Turn {
  readonly process: number
  readonly f: number
  readonly key: number
  readonly value: number
  readonly other: number
  /** 0 and 1: nobody knows, 2: it fails, 3 and 4: a lie, else the truth. */
  readonly luck: number
}

export const turns = fc.array(
  fc.record({
    process: fc.nat(3),
    f: fc.nat(3),
    key: fc.constantFrom(0, 0, 0, 1),
    value: fc.nat(2),
    other: fc.nat(2),
    luck: fc.nat(19),
  }),
  { minLength: 9, maxLength: 30, size: 'max' },
)

export interface Subject {
  readonly model: Model
  /** What a client asks; with an answer for the model to agree or disagree with. */
  ask(turn: Turn): { readonly f: string; readonly value: unknown }
  /** Answers that are possible at all. */
  readonly answers: (f: string) => readonly unknown[]
}

type Stage = { readonly stage: 'asked' | 'done'; readonly turn: Turn; readonly f: string; readonly value: unknown; readonly answer?: unknown }

/** Every turn moves its process on: it asks, then the object answers, then the answer arrives. */
export function historyOf(subject: Subject, all: readonly Turn[]): readonly HistoryEvent[] {
  const events: HistoryEvent[] = []
  const stages = new Map<number, Stage>()
  const states = new Map<number, unknown>()
  for (const [timeMs, turn] of all.entries()) {
    const at = stages.get(turn.process)
    const process = `c${turn.process}`
    if (at === undefined) {
      const { f, value } = subject.ask(turn)
      stages.set(turn.process, { stage: 'asked', turn, f, value })
      events.push({ kind: 'invoke', process, f, key: `k${turn.key}`, value, timeMs })
    } else if (at.stage === 'asked') {
      const applied = apply(subject, at, states.get(at.turn.key) ?? subject.model.initial)
      if (applied !== undefined) states.set(at.turn.key, applied.state)
      stages.set(turn.process, { ...at, stage: 'done', answer: applied?.answer })
    } else {
      stages.delete(turn.process)
      events.push({ kind: kindOf(at, turn.luck), process, f: at.f, key: `k${at.turn.key}`, value: told(subject, at, turn), timeMs })
    }
  }
  return events
}

function kindOf({ answer }: Stage, luck: number): 'ok' | 'fail' | 'info' {
  if (luck < 2) return 'info'
  return answer === undefined || luck === 2 ? (luck > 17 ? 'ok' : 'fail') : 'ok'
}

function told(subject: Subject, { f, answer }: Stage, { luck, value }: Turn): unknown {
  const answers = subject.answers(f)
  return luck === 3 || luck === 4 ? answers[value % answers.length] : answer
}

function apply(subject: Subject, { f, value }: Stage, state: unknown): { readonly state: unknown; readonly answer: unknown } | undefined {
  for (const answer of subject.answers(f)) {
    const next = subject.model.step(state, { ...nobody, f, input: value, output: answer })
    if (next !== illegal) return { state: next, answer }
  }
  return undefined
}

const nobody = { id: 0, process: '', key: undefined, outcome: 'ok', calledAt: 0, returnedAt: 0, calledMs: 0, returnedMs: 0 } as const

/** Tries every order of every choice of what may have happened. */
export function canBeOrdered(operations: readonly Operation[], model: Model): boolean {
  const real = operations.filter(({ outcome }) => outcome !== 'fail')
  return [...Map.groupBy(real, ({ key }) => key).values()].every((own) => tryAll(own, model, model.initial))
}

function tryAll(left: readonly Operation[], model: Model, state: unknown): boolean {
  if (left.every(({ outcome }) => outcome === 'info')) return true
  const until = Math.min(...left.map(({ returnedAt }) => returnedAt))
  return left.some((operation) => {
    if (operation.calledAt > until) return false
    const next = model.step(state, operation)
    const others = left.filter((other) => other !== operation)
    return next !== illegal && tryAll(others, model, next)
  })
}
