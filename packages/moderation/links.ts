/** Addresses that lead out. */
import { identifying } from './identifying.ts'
import type { Reason } from './verdict.ts'

export function links(text: string): readonly Reason[] {
  return identifying(text)
    .filter(({ kind }) => kind === 'link')
    .map(({ start, end }) => ({ code: 'link', weight: 'review', message: 'Links are looked at before they are published.', start, end }))
}
