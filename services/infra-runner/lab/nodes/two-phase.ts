/** A reference node: two-phase commit. Whoever is asked coordinates; all others and itself take part; what is promised is on disk before it is said. */
import type { Body, Env, Program, Request, Start } from '../virtual/node.ts'

type Decision = 'commit' | 'abort'

interface Begun {
  readonly refusing: readonly string[]
  readonly yes: Set<string>
}

interface Member {
  readonly env: Env
  /** Those it coordinates that are not decided. */
  readonly begun: Map<string, Begun>
  /** Those it has promised to commit if told so, with their coordinators. */
  readonly prepared: Map<string, string>
  readonly decided: Map<string, Decision>
  readonly waiting: Map<string, Request>
}

const againMs = 150
const patienceMs = 600

export const start: Start = (env): Program => {
  const member: Member = { env, begun: new Map(), prepared: new Map(), decided: new Map(), waiting: new Map() }
  recover(member)
  env.setTimer('again', againMs)
  return {
    onMessage: (from, body) => onMessage(member, from, body as never),
    onTimer(name) {
      if (name === 'again') again(member)
      else if (member.begun.has(name)) decide(member, name, 'abort')
    },
    onClient: (request) => onClient(member, request),
    inspect: () => ({ decided: [...member.decided], prepared: [...member.prepared.keys()] }),
  }
}

function keep({ env }: Member, line: readonly string[]): void {
  env.disk.append('journal', `${JSON.stringify(line)}\n`)
  env.disk.sync()
}

/** What it had begun and not decided is aborted: nobody can have been told to commit it. */
function recover(member: Member): void {
  const { env, prepared, decided } = member
  const lines = env.disk.read('journal').split('\n').slice(0, -1)
  const begun = new Set<string>()
  for (const [what = '', transaction = '', more = ''] of lines.map((line): string[] => JSON.parse(line))) {
    if (what === 'begin') begun.add(transaction)
    else if (what === 'prepare') prepared.set(transaction, more)
    else settle(member, transaction, more as Decision)
  }
  env.disk.write('journal', lines.map((line) => `${line}\n`).join(''))
  env.disk.sync()
  for (const transaction of begun) if (!decided.has(transaction)) decide(member, transaction, 'abort')
}

function settle({ prepared, decided, begun }: Member, transaction: string, decision: Decision): void {
  decided.set(transaction, decision)
  prepared.delete(transaction)
  begun.delete(transaction)
}

function onClient(member: Member, request: Request): void {
  const { body, reply } = request
  const transaction = String(body.transaction)
  if (body.type === 'status') {
    reply({ type: 'status_ok', decision: member.decided.get(transaction) ?? 'open' })
    return
  }
  if (body.type === 'open') {
    const committed = [...member.decided].filter(([, decision]) => decision === 'commit').map(([name]) => name)
    reply({ type: 'open_ok', open: [...member.prepared.keys(), ...member.begun.keys()], committed })
    return
  }
  const refusing = body.refusing as readonly string[]
  keep(member, ['begin', transaction])
  member.begun.set(transaction, { refusing, yes: new Set() })
  member.waiting.set(transaction, request)
  member.env.setTimer(transaction, patienceMs)
  for (const to of member.env.ids) say(member, to, { type: 'prepare', transaction, refusing })
}

function say(member: Member, to: string, body: Body): void {
  if (to === member.env.id) onMessage(member, to, body as never)
  else member.env.send(to, body)
}

interface Message {
  readonly type: string
  readonly transaction: string
  readonly refusing: readonly string[]
  readonly yes: boolean
  readonly decision: Decision
}

function onMessage(member: Member, from: string, { type, transaction, refusing, yes, decision }: Message): void {
  if (type === 'prepare') onPrepare(member, from, { transaction, refusing })
  else if (type === 'vote') onVote(member, from, { transaction, yes })
  else if (type === 'decision') onDecision(member, transaction, decision)
  else {
    const known = member.decided.get(transaction)
    if (known !== undefined) say(member, from, { type: 'decision', transaction, decision: known })
  }
}

function onPrepare(member: Member, from: string, { transaction, refusing }: { transaction: string; refusing: readonly string[] }): void {
  if (member.decided.has(transaction)) return
  const yes = !refusing.includes(member.env.id)
  if (yes && !member.prepared.has(transaction)) {
    keep(member, ['prepare', transaction, from])
    member.prepared.set(transaction, from)
  }
  if (!yes) onDecision(member, transaction, 'abort')
  say(member, from, { type: 'vote', transaction, yes })
}

function onVote(member: Member, from: string, { transaction, yes }: { transaction: string; yes: boolean }): void {
  const begun = member.begun.get(transaction)
  if (begun === undefined) return
  if (!yes) {
    decide(member, transaction, 'abort')
    return
  }
  begun.yes.add(from)
  if (begun.yes.size === member.env.ids.length) decide(member, transaction, 'commit')
}

function decide(member: Member, transaction: string, decision: Decision): void {
  if (!member.decided.has(transaction)) keep(member, ['decide', transaction, decision])
  settle(member, transaction, decision)
  member.env.clearTimer(transaction)
  member.waiting.get(transaction)?.reply({ type: 'begin_ok', decision })
  member.waiting.delete(transaction)
  for (const to of member.env.ids) if (to !== member.env.id) member.env.send(to, { type: 'decision', transaction, decision })
}

function onDecision(member: Member, transaction: string, decision: Decision): void {
  if (member.decided.has(transaction)) return
  keep(member, ['decide', transaction, decision])
  settle(member, transaction, decision)
}

/** Whoever has promised asks until it is told. */
function again(member: Member): void {
  for (const [transaction, coordinator] of member.prepared) say(member, coordinator, { type: 'ask', transaction })
  member.env.setTimer('again', againMs)
}
