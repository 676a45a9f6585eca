/** Words that exist to degrade people: refused as whole words, in whatever spelling. */
import { fold, type Word, wordsOf } from './fold.ts'
import type { Reason } from './verdict.ts'

/** Letters moved by thirteen places: the list is to be checked, not to be met while reading code. */
const moved =
  'avttre avttn snttbg snt xvxr fcvp puvax tbbx jrgonpx enturnq gbjryurnq genaal ergneq ergneqrq cnxv pbba qlxr ornare tlcfl furznyr tbyyvjbt fnaqavttre wvtnobb cbepuzbaxrl xnssve mvccreurnq pevccyr fcnfgvp zbatbybvq juber fyhg phag'

const refused = new Set(
  moved
    .replace(/[a-z]/g, (letter) => String.fromCharCode(((letter.charCodeAt(0) - 97 + 13) % 26) + 97))
    .split(' ')
    .flatMap((word) => [word, `${word}s`, `${word}z`, `${word}es`]),
)

export const isSlur = ({ spellings }: Word): boolean => spellings.some((spelling) => refused.has(spelling))

export function slurs(text: string): readonly Reason[] {
  return wordsOf(fold(text))
    .filter(isSlur)
    .map(({ start, end }) => ({
      code: 'slur',
      weight: 'refuse',
      message: 'This word hurts people. Please say it without it.',
      start,
      end,
    }))
}
