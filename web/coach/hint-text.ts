/** A hint as it grows: each event takes the text one step further, or back. */
import type { Element, HintEvent } from './coach-client.ts'

export interface HintText {
  readonly text: string
  readonly lastEventId: string | undefined
  readonly elementFocus: Element | undefined
  /** Who writes it; after the end, who wrote it. */
  readonly source: string | undefined
  /** The coach that was wanted and is not there. */
  readonly missingCoach?: string
  readonly done: boolean
}

export const noHint: HintText = { text: '', lastEventId: undefined, elementFocus: undefined, source: undefined, done: false }

export function grow(hint: HintText, event: HintEvent): HintText {
  const lastEventId = event.id === '' ? hint.lastEventId : event.id
  switch (event.type) {
    case 'meta':
      // The opening event comes again only when the hint starts anew.
      return { text: '', lastEventId, elementFocus: event.elementFocus, source: event.source, done: false, ...missing(event.missingCoach) }
    case 'token':
      return { ...hint, lastEventId, text: hint.text + event.text }
    case 'retract':
      return { ...hint, lastEventId, text: hint.text.slice(0, event.from) }
    case 'done':
      return { ...hint, lastEventId, text: event.hintText, source: event.source, done: true }
  }
}

function missing(coach: string | null | undefined): Pick<HintText, 'missingCoach'> {
  return coach ? { missingCoach: coach } : {}
}

export interface FollowOptions {
  /** Asks for what follows an event. */
  readonly connect: (lastEventId: string | undefined) => AsyncIterable<HintEvent>
  readonly wait: (milliseconds: number) => Promise<void>
  readonly start?: HintText
}

const mostBreaks = 3
const firstWaitMs = 500

/** Follows a hint to its end, over broken connections; throws when it is refused, or breaks too often without a new word. */
export async function* followHint({ connect, wait, start = noHint }: FollowOptions): AsyncGenerator<HintText, void, undefined> {
  let hint = start
  for (let breaks = 0; breaks <= mostBreaks; breaks += 1) {
    if (breaks > 0) await wait(firstWaitMs * 2 ** (breaks - 1))
    for await (const event of connect(hint.lastEventId)) {
      hint = grow(hint, event)
      breaks = 0
      yield hint
      if (hint.done) return
    }
  }
  throw new Error(
    hint.text === ''
      ? 'The hint did not begin. Check your connection and try again.'
      : 'The hint stopped before its end. What is written stays; try again to go on.',
  )
}
