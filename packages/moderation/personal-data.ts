/** Ways to reach or recognise somebody. */
import { identifying } from './identifying.ts'
import type { Reason } from './verdict.ts'

const messages = {
  'e-mail': 'This looks like an e-mail address. Leave it out.',
  number: 'This looks like a phone number. Leave it out.',
  handle: 'This looks like an account of somebody. Leave it out.',
  name: 'This looks like a name. Leave it out.',
} as const

export function personalData(text: string): readonly Reason[] {
  return identifying(text).flatMap(({ kind, start, end }): readonly Reason[] =>
    kind === 'link' ? [] : [{ code: 'personal_data', weight: 'review', message: messages[kind], start, end }],
  )
}
