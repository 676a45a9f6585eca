/** What the runner tells the task `lab-node`, and what that says: one program at a seat, built once, and the lives of its node, each with a number. */
import { z } from 'zod'

const life = z.int().nonnegative()
const languages = ['javascript', 'typescript', 'python', 'c', 'cpp', 'java', 'go', 'rust'] as const

export const nodeTold = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('open'),
    program: z.object({ language: z.enum(languages), source: z.string(), style: z.enum(['sdk', 'maelstrom', 'grpc']) }),
    /** Name or path; empty: it is not used. */
    bubblewrap: z.string(),
  }),
  z.object({ kind: z.literal('start'), life, id: z.string() }),
  z.object({ kind: z.literal('lines'), life, lines: z.array(z.string()) }),
  z.object({ kind: z.literal('kill'), life }),
  z.object({ kind: z.literal('pause'), life }),
  z.object({ kind: z.literal('resume'), life }),
  z.object({ kind: z.literal('inspect'), life, ask: z.int() }),
  z.object({ kind: z.literal('beat'), beat: z.int() }),
])

export type NodeTold = z.infer<typeof nodeTold>

export const nodeSaid = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('opened'), sandbox: z.enum(['v8', 'wasi', 'bubblewrap']) }),
  /** In place of opened: the program cannot be run there. */
  z.object({ kind: z.literal('refused'), why: z.enum(['compile-error', 'no-sandbox']), words: z.string() }),
  z.object({ kind: z.literal('started'), life }),
  z.object({ kind: z.literal('lines'), life, lines: z.array(z.string()) }),
  z.object({ kind: z.literal('log'), life, text: z.string() }),
  z.object({ kind: z.literal('ended'), life, why: z.string() }),
  /** The last of a life. */
  z.object({ kind: z.literal('gone'), life }),
  /** Without a view: it shows none. */
  z.object({ kind: z.literal('inspected'), ask: z.int(), view: z.unknown().optional() }),
  /** With what the lives of its node wanted of the processors there. */
  z.object({ kind: z.literal('beaten'), beat: z.int(), usedMs: z.number().nonnegative(), withheldMs: z.number().nonnegative() }),
])

export type NodeSaid = z.infer<typeof nodeSaid>

/** Of the lines of one message, in characters; a longer line goes alone. */
const mostTogether = 256 * 1024

/** Messages that follow each other, as few as they can be: neighbours of the same life that hold lines, or log, become one. */
export interface Together<Message> {
  push(message: Message): void
}

type Joinable = { readonly kind: string; readonly life?: number; readonly lines?: string[]; readonly text?: string }

/** @param tell is given what was pushed in one turn of the loop, when that is over. */
export function together<Message extends Joinable>(tell: (message: Message) => void): Together<Message> {
  let waiting: Message[] = []
  let room = 0
  const flush = (): void => {
    const all = waiting
    waiting = []
    room = 0
    for (const message of all) tell(message)
  }
  return {
    push(message) {
      if (waiting.length === 0) setImmediate(flush)
      const size = sizeOf(message)
      const last = waiting.at(-1)
      if (last !== undefined && size <= room && joined(last, message)) {
        room -= size
        return
      }
      waiting.push(message.lines === undefined ? message : { ...message, lines: [...message.lines] })
      room = mostTogether - size
    },
  }
}

function sizeOf({ lines, text }: Joinable): number {
  return lines?.reduce((sum, line) => sum + line.length, 0) ?? text?.length ?? 0
}

/** @returns whether the last holds it now. */
function joined(last: { kind: string; life?: number; lines?: string[]; text?: string }, { kind, life, lines, text }: Joinable): boolean {
  if (last.kind !== kind || last.life !== life) return false
  if (last.lines !== undefined && lines !== undefined) {
    for (const line of lines) last.lines.push(line)
    return true
  }
  if (last.text === undefined || text === undefined) return false
  last.text += text
  return true
}
