/** Names that pass as text and not as a name: those that speak for the house, coarse ones, and numbers at which somebody answers. */
import { fold, wordsOf } from '@quint/moderation/fold.ts'

const ofTheHouse = ['admin', 'administrator', 'administration', 'moderator', 'staff', 'support', 'official', 'system', 'quint']

/** Letters moved by thirteen places: the list is to be checked, not to be met while reading code. */
const coarse = 'shpx shpxre shpxvat fuvg ohyyfuvg ovgpu nffubyr qvpxurnq cravf intvan cbea cbeauho jnaxre gjng'
  .replace(/[a-z]/g, (letter) => String.fromCharCode(((letter.charCodeAt(0) - 97 + 13) % 26) + 97))
  .split(' ')

const unfit = new Set([...ofTheHouse, ...coarse].flatMap((word) => [word, `${word}s`]))
const mostDigits = 4

export function isUnfitName(name: string): boolean {
  if ((name.match(/\p{N}/gu) ?? []).length > mostDigits) return true
  return wordsOf(fold(name)).some(({ spellings }) => spellings.some((spelling) => unfit.has(spelling)))
}
