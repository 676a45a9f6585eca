/** The auditor: a process of its own that writes down each acknowledged write before the writer goes on, and compares at the end. */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import type { Entry } from './audit/journal.ts'
import type { Verdict } from './audit/verdict.ts'

export interface Auditor extends AsyncDisposable {
  /** Fulfilled when the entry is on the disk. */
  note(entry: Entry): Promise<void>
  /** Reads the journal again and holds the databases against it. */
  compare(what: 'changes' | 'mesh', adminUrl: string): Promise<Verdict>
}

export interface Question {
  readonly id: number
  readonly note?: Entry
  readonly compare?: { readonly what: 'changes' | 'mesh'; readonly adminUrl: string }
}

export interface Answer {
  readonly id: number
  readonly verdict?: Verdict
  readonly error?: string
}

/** @param journal the file that it appends to. */
export function startAuditor(journal: string): Auditor {
  const child = fork(path.join(import.meta.dirname, 'audit', 'main.ts'), [journal], { execArgv: ['--no-warnings'] })
  const waiting = new Map<number, PromiseWithResolvers<Verdict | undefined>>()
  let asked = 0
  child.on('message', (message) => {
    const { id, verdict, error } = message as Answer
    const question = waiting.get(id)
    waiting.delete(id)
    if (error === undefined) question?.resolve(verdict)
    else question?.reject(new Error(`the auditor: ${error}`))
  })
  const ended = once(child, 'exit').then(() => {
    for (const question of waiting.values()) question.reject(new Error('the auditor ended'))
  })
  const ask = (question: Omit<Question, 'id'>): Promise<Verdict | undefined> => {
    asked += 1
    const answer = Promise.withResolvers<Verdict | undefined>()
    waiting.set(asked, answer)
    child.send({ id: asked, ...question } satisfies Question)
    return answer.promise
  }
  return {
    async note(entry) {
      await ask({ note: entry })
    },
    async compare(what, adminUrl) {
      const verdict = await ask({ compare: { what, adminUrl } })
      if (verdict === undefined) throw new Error('the auditor gave no verdict')
      return verdict
    },
    async [Symbol.asyncDispose]() {
      if (child.connected) child.disconnect()
      await ended
    },
  }
}
