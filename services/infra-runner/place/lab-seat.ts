/** A node at a seat, as the runner sees it: its lives over the seat's line. What an agent says is held to the same bounds as what a process of ours prints. */
import { type NodeSaid, type NodeTold, nodeSaid, together } from '../agent/lab-node-messages.ts'
import { openAllowance } from '../lab/process/allowance.ts'
import { type Demand, none } from '../lab/process/demand.ts'
import { type Hearing, mostLogBytes, type NodeProcess } from '../lab/process/node-process.ts'
import type { LabProgram } from '../lab/run.ts'
import type { Line, Seat } from './place.ts'

export interface LabSeat {
  readonly id: string
  /** Once the program is built there. Rejects with Refused, or when the seat is lost. */
  readonly opened: Promise<Extract<NodeSaid, { kind: 'opened' }>>
  start(hearing: Hearing): NodeProcess
  /** Settles when it has answered since. */
  confirmed(): Promise<void>
  /** Ends the line. */
  end(): Promise<unknown>
}

/** The program cannot be run there. */
export class Refused extends Error {
  readonly why: Extract<NodeSaid, { kind: 'refused' }>['why']

  constructor({ why, words }: Extract<NodeSaid, { kind: 'refused' }>) {
    super(words)
    this.why = why
  }
}

export interface SeatOptions {
  readonly program: LabProgram
  readonly bubblewrap: string
  readonly beatEveryMs?: number | undefined
  /** Why nothing more is heard of it, unless it was ended here. */
  readonly lost: (why: string) => void
}

/** Whether it can be inspected. */
const overGrpc = ({ style }: LabProgram): boolean => style === 'grpc'

const beatEveryMs = 500
/** Each of them, so that time in which the runner itself stood still does not count. */
const mostUnanswered = 10
const longestWords = 8_000
/** Everything that an agent says beside what its node says. */
const mostMessages = 100_000

interface Life {
  readonly hearing: Hearing
  readonly gone: PromiseWithResolvers<void>
  readonly allows: ReturnType<typeof openAllowance>
  logged: number
  /** Killed, or told to have ended: nothing more is heard of it. */
  silent: boolean
}

interface State {
  readonly options: SeatOptions
  readonly line: Line<NodeTold>
  readonly told: (message: NodeTold) => void
  readonly opened: PromiseWithResolvers<Extract<NodeSaid, { kind: 'opened' }>>
  readonly lives: Life[]
  readonly asked: Map<number, (view: unknown) => void>
  asks: number
  messages: number
  /** Why it is over. */
  over: string | undefined
  readonly beats: Beats
  /** As its agent says. */
  demand: Demand
}

interface Beats {
  last: number
  answered: number
  unanswered: number
  readonly waiting: { readonly beat: number; readonly answered: () => void }[]
}

export function openLabSeat({ id, begin }: Pick<Seat, 'id' | 'begin'>, options: SeatOptions): LabSeat {
  const line = begin<NodeTold, unknown>('lab-node', (said) => hear(state, said))
  const out = together<NodeTold>((message) => line.tell(message))
  const state: State = {
    ...{ options, line, told: out.push, opened: Promise.withResolvers(), lives: [], asked: new Map() },
    ...{ asks: 0, messages: 0, over: undefined, demand: none, beats: { last: 0, answered: 0, unanswered: 0, waiting: [] } },
  }
  state.opened.promise.catch(() => undefined)
  const timer = setInterval(() => beat(state), options.beatEveryMs ?? beatEveryMs)
  timer.unref()
  const over = line.over.then((why) => {
    clearInterval(timer)
    leave(state, why)
  })
  out.push({ kind: 'open', program: options.program, bubblewrap: options.bubblewrap })
  return {
    id,
    opened: state.opened.promise,
    start: (hearing) => start(state, id, hearing),
    confirmed: () => confirmed(state),
    end() {
      state.over ??= 'it was ended'
      line.end()
      return over
    },
  }
}

function beat(state: State): void {
  const { beats, told } = state
  if (beats.answered < beats.last) beats.unanswered += 1
  beats.last += 1
  if (beats.unanswered > mostUnanswered) lose(state, 'its machine does not answer')
  else told({ kind: 'beat', beat: beats.last })
}

function confirmed({ beats, told, over }: State): Promise<void> {
  if (over !== undefined) return Promise.resolve()
  beats.last += 1
  const { last } = beats
  told({ kind: 'beat', beat: last })
  return new Promise((resolve) => beats.waiting.push({ beat: last, answered: resolve }))
}

function lose(state: State, why: string): void {
  leave(state, why)
  state.line.end()
}

/** Whoever waits for something of it waits no longer. */
function leave(state: State, why: string): void {
  const { options, opened, lives, asked, beats } = state
  if (state.over === undefined) {
    state.over = why
    options.lost(why)
  }
  opened.reject(new Error(why))
  for (const life of lives) {
    if (!life.silent) life.hearing.log(`${state.over}\n`)
    endLife(life, `is gone: ${state.over}`)
    life.gone.resolve()
  }
  for (const answer of asked.values()) answer(undefined)
  for (const { answered } of beats.waiting.splice(0)) answered()
}

function endLife(life: Life, why: string): void {
  if (life.silent) return
  life.silent = true
  life.hearing.ended(why)
}

function start(state: State, id: string, hearing: Hearing): NodeProcess {
  const { lives, told } = state
  const number = lives.length
  const { demand: before } = state
  const life: Life = { hearing, gone: Promise.withResolvers(), allows: openAllowance(), logged: 0, silent: false }
  lives.push(life)
  if (state.over === undefined) told({ kind: 'start', life: number, id })
  else {
    const why = state.over
    life.gone.resolve()
    // As of a process that cannot be started: once whoever starts it knows it.
    queueMicrotask(() => endLife(life, `is gone: ${why}`))
  }
  return {
    gone: life.gone.promise,
    send(line) {
      if (!life.silent) told({ kind: 'lines', life: number, lines: [line] })
    },
    kill() {
      life.silent = true
      told({ kind: 'kill', life: number })
    },
    pause: () => told({ kind: 'pause', life: number }),
    resume: () => told({ kind: 'resume', life: number }),
    demand: () => ({ usedMs: state.demand.usedMs - before.usedMs, withheldMs: state.demand.withheldMs - before.withheldMs }),
    ...(overGrpc(state.options.program) ? { inspect: () => inspect(state, number) } : {}),
  }
}

function inspect(state: State, life: number): Promise<unknown> {
  if (state.over !== undefined) return Promise.resolve(undefined)
  state.asks += 1
  const ask = state.asks
  return new Promise((resolve) => {
    state.asked.set(ask, (view) => {
      state.asked.delete(ask)
      resolve(view)
    })
    state.told({ kind: 'inspect', life, ask })
  })
}

function hear(state: State, message: unknown): void {
  if (state.over !== undefined) return
  const { success, data: said } = nodeSaid.safeParse(message)
  if (success && said.kind !== 'lines') state.messages += 1
  if (!success) lose(state, 'its agent says what no agent says')
  else if (state.messages > mostMessages) lose(state, 'its agent speaks without end')
  else if (said.kind === 'lines') hearLines(state, said)
  else if (said.kind === 'opened') state.opened.resolve(said)
  else if (said.kind === 'refused') state.opened.reject(new Refused({ ...said, words: said.words.slice(0, longestWords) }))
  else if (said.kind === 'inspected') state.asked.get(said.ask)?.(said.view)
  else if (said.kind === 'beaten') answered(state, said)
  else if (said.kind === 'log') hearLog(state, said)
  else if (said.kind === 'ended') whenHeard(state, said.life, (life) => endLife(life, said.why.slice(0, longestWords)))
  else if (said.kind === 'gone') state.lives[said.life]?.gone.resolve()
}

function answered(state: State, { beat, usedMs, withheldMs }: Extract<NodeSaid, { kind: 'beaten' }>): void {
  const { beats } = state
  if (beat > beats.last || beat <= beats.answered) return
  state.demand = { usedMs, withheldMs }
  beats.answered = beat
  beats.unanswered = 0
  for (const { answered: tell } of beats.waiting.filter((one) => one.beat <= beat)) tell()
  beats.waiting.splice(0, beats.waiting.length, ...beats.waiting.filter((one) => one.beat > beat))
}

function whenHeard({ lives }: State, number: number, then: (life: Life) => void): void {
  const life = lives[number]
  if (life !== undefined && !life.silent) then(life)
}

/** The agent ends who prints without end before this does; one that does not is no longer ours. */
function hearLines(state: State, { life: number, lines }: Extract<NodeSaid, { kind: 'lines' }>): void {
  const life = state.lives[number]
  const characters = lines.reduce((sum, line) => sum + line.length, 0)
  if (life === undefined) lose(state, 'its agent says what no agent says')
  else if (!life.allows(lines.length, characters)) flooded(state, life, 'prints without end')
  else if (!life.silent) life.hearing.lines(lines)
}

function hearLog(state: State, { life: number, text }: Extract<NodeSaid, { kind: 'log' }>): void {
  whenHeard(state, number, (life) => {
    life.logged += text.length
    if (life.logged > mostLogBytes) flooded(state, life, 'wrote more than 4 MB of log')
    else life.hearing.log(text)
  })
}

/** The node's doing, and not a machine that was lost. */
function flooded(state: State, life: Life, why: string): void {
  endLife(life, why)
  state.over = why
  leave(state, why)
  state.line.end()
}
