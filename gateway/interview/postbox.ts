/** What gateways tell each other of an interview, over the board. */
import { randomUUID } from 'node:crypto'
import type { Board } from '@quint/cache/board.ts'
import { z } from 'zod'

export const shown = z.object({ line: z.int().optional(), column: z.int().optional(), code: z.string().optional(), language: z.string().optional() })
/** What one page shows to the others. */
export type Shown = z.infer<typeof shown>

const post = z.discriminatedUnion('kind', [
  // Something was kept, or let go of.
  z.object({ kind: z.literal('news') }),
  z.object({ kind: z.literal('said'), seq: z.int(), from: z.int(), text: z.string() }),
  z.object({ kind: z.literal('shown'), shown }),
])
export type Post = z.infer<typeof post>

const notice = z.object({ by: z.string(), post })

export interface Postbox extends Disposable {
  send(given: Post): void
}

/** @param hear told what other gateways say, one thing after another. */
export function openPostbox(
  board: Board,
  { interviewId, hear }: { readonly interviewId: string; readonly hear: (given: Post) => Promise<void> },
): Postbox {
  // A room hears of every other, also of one in this process that it has taken over from.
  const me = randomUUID()
  let last: Promise<unknown> = Promise.resolve()
  const read = async (text: string): Promise<void> => {
    const told = notice.parse(JSON.parse(text))
    if (told.by !== me) await hear(told.post)
  }
  const watching = board.watch(interviewId, ({ text }) => {
    last = last.then(() => read(text)).catch(() => undefined)
  })
  return {
    send: (given) => void board.post(interviewId, JSON.stringify({ by: me, post: given })),
    [Symbol.dispose]: () => watching[Symbol.dispose](),
  }
}
