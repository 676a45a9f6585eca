/** What a learner tells the coach goes after what they have told it before: one answer, however often the coach asks about it. */
import { Failure } from '@quint/runtime/failure.ts'
import { checkedText } from './answer.ts'

export interface Told {
  readonly text: string
  readonly seconds: number
}

/** @param knownLength of the answer as the sender knows it; throws Failure('conflict') when it has become another one. */
export function told(before: Told | undefined, knownLength: number, given: Told): Told {
  if ((before?.text.length ?? 0) !== knownLength) throw new Failure('conflict', 'The conversation has gone on elsewhere.')
  if (before === undefined) return given
  return { text: checkedText(`${before.text}\n\n${given.text}`, 'text'), seconds: before.seconds + given.seconds }
}
