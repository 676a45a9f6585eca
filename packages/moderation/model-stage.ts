/** A model made for judging (Llama Guard and its kind), asked after the rules: it can make their judgement worse, never better, and what it does not say in time is not waited for. */
import { type Judgement, judge, type Reason } from './verdict.ts'

export interface ModelStage {
  /** Never rejects unless the signal is aborted: without an answer the rules' judgement stands. */
  judge(text: string, byRules: Judgement, signal: AbortSignal): Promise<Judgement>
}

export interface ModelStageOptions {
  /** Gives the text to the model as what a learner said, and returns all it answered. */
  readonly ask: (text: string, signal: AbortSignal) => Promise<string>
  readonly deadlineMs?: number
  /** Told when the model gave nothing that can be used. */
  readonly onUseless?: (why: 'failed' | 'unreadable') => void
}

const longest = 4000

export function openModelStage({ ask, deadlineMs = 3000, onUseless = () => undefined }: ModelStageOptions): ModelStage {
  return {
    async judge(text, byRules, signal) {
      // What may not stand needs no second opinion.
      if (byRules.verdict === 'refuse') return byRules
      try {
        const answer = await ask(text.slice(0, longest), AbortSignal.any([signal, AbortSignal.timeout(deadlineMs)]))
        const categories = readAnswer(answer)
        if (categories === undefined) onUseless('unreadable')
        return judge(text, [() => byRules.reasons, () => (categories ?? []).flatMap((category) => reasonOf(category, text.length))])
      } catch {
        signal.throwIfAborted()
        onUseless('failed')
        return byRules
      }
    },
  }
}

/** "safe", or "unsafe" and the categories, as these models write them. @returns undefined for anything else. */
export function readAnswer(answer: string): readonly string[] | undefined {
  const [first, second, ...more] = answer.trim().split(/\s*\n\s*/u)
  if (first === 'safe' && second === undefined) return []
  if (first !== 'unsafe' || second === undefined || more.length > 0) return undefined
  const categories = second.split(/\s*,\s*/u)
  return categories.every((each) => /^S(?:[1-9]|1[0-4])$/.test(each)) ? categories : undefined
}

/** Against children, and weapons that kill many: nobody needs to look at it first. */
const refused: ReadonlySet<string> = new Set(['S4', 'S9'])
/** Advice of experts, copied text and code: what an interview is about looks like them. */
const passed: ReadonlySet<string> = new Set(['S6', 'S8', 'S14'])

function reasonOf(category: string, length: number): readonly Reason[] {
  if (passed.has(category)) return []
  const weight = refused.has(category) ? 'refuse' : 'review'
  return [{ code: 'unsafe', weight, message: 'This may hurt somebody. A moderator looks at it first.', start: 0, end: length }]
}
