/** A program that runs elsewhere, in another realm or interpreter, as one of the simulator's: each step goes in as text, what it wants done comes out as text. */
import type { Body, Env, Program, Request, Start } from '../../virtual/node.ts'

/** One life of one node. All that comes out is JSON. */
export interface Remote {
  /** @returns what it wants done, as `take` of the realm. */
  start(nowMs: number): string
  step(kind: 'message' | 'timer' | 'client', name: string, body: string, nowMs: number): string
  /** '' where it shows nothing. */
  view(): string
}

export interface Beginning {
  readonly id: string
  readonly ids: readonly string[]
  readonly seed: number
  readonly now: number
  readonly all: readonly (readonly [name: string, text: string])[]
}

export interface RemoteOptions {
  readonly open: (beginning: Beginning) => Remote
  readonly log: (node: string, atMs: number, text: string) => void
}

type Effect = readonly [kind: string, first?: string | number, second?: string | number]

export function remoteStart({ open, log }: RemoteOptions): Start {
  return (env): Program => {
    const all = env.disk.files().map((name) => [name, env.disk.read(name)] as const)
    const remote = open({ id: env.id, ids: env.ids, seed: Math.floor(env.random() * 0xffff_ffff), now: env.now(), all })
    const waiting = new Map<number, Request>()
    let asked = 0
    let view: { readonly shown: unknown } | undefined
    const done = (text: string): void => {
      view = undefined
      for (const effect of JSON.parse(text) as Effect[]) perform({ env, waiting, log }, effect)
    }
    done(remote.start(env.now()))
    return {
      onMessage: (from, body) => done(remote.step('message', from, JSON.stringify(body), env.now())),
      onTimer: (name) => done(remote.step('timer', name, '', env.now())),
      onClient(request) {
        asked += 1
        waiting.set(asked, request)
        done(remote.step('client', '', JSON.stringify({ client: request.client, number: asked, body: request.body }), env.now()))
      },
      inspect() {
        if (view === undefined) {
          const text = remote.view()
          view = { shown: text === '' ? undefined : JSON.parse(text) }
        }
        return view.shown
      },
    }
  }
}

interface Doing {
  readonly env: Env
  readonly waiting: Map<number, Request>
  readonly log: RemoteOptions['log']
}

function perform({ env, waiting, log }: Doing, [kind, first = '', second = '']: Effect): void {
  const name = String(first)
  const value = String(second)
  if (kind === 'send') env.send(name, JSON.parse(value) as Body)
  else if (kind === 'timer') env.setTimer(name, Math.max(0, Number(second) || 0))
  else if (kind === 'clear') env.clearTimer(name)
  else if (kind === 'write') env.disk.write(name, value)
  else if (kind === 'append') env.disk.append(name, value)
  else if (kind === 'sync') env.disk.sync()
  else if (kind === 'log') log(env.id, env.now(), name)
  else if (kind === 'broken') throw new Error(name)
  else if (kind === 'reply') {
    const request = waiting.get(Number(first))
    if (request === undefined) log(env.id, env.now(), 'replied a second time to the same question, which nobody hears')
    request?.reply(JSON.parse(value) as Body)
    waiting.delete(Number(first))
  }
}
