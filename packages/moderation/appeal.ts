/** Another look at what a moderator took down: what its writer says about it, checked. It is asked for once. */
import { Failure } from '@quint/runtime/failure.ts'
import { isText } from '@quint/runtime/text.ts'

const longestAppeal = 500

/** @throws Failure('invalid') for what says nothing, or cannot be kept. */
export function checkedAppeal(appeal: string): string {
  const words = appeal.trim()
  if (words === '' || words.length > longestAppeal) throw invalid(`must be from 1 to ${longestAppeal} letters`)
  if (!isText(words)) throw invalid('must be well-formed text')
  return words
}

const invalid = (message: string): Failure => new Failure('invalid', `appeal ${message}`, { fields: [{ path: 'appeal', message }] })
