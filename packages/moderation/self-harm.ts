/** Words of somebody who may be thinking of harming themselves: never published unseen, and answered with where to find help. */
import { findPhrases } from './phrases.ts'
import type { Reason } from './verdict.ts'

/** In the first person or as a plan: "this kills me" and "kill the process" are not meant. */
const signs = [
  /\b(?:kill|killing|hang|hanging|hurt|hurting|cut|cutting|harm|harming|shoot|shooting) myself\b(?! in the (?:foot|feet))/gu,
  /\b(?:end|ending|take|taking) my (?:own )?life\b/gu,
  /\bend it all\b/gu,
  /\bi (?:really |just |only |do )?(?:want|wish|need|am going|'m going|am ready|plan) to (?:die|be dead|disappear for ever|disappear forever)\b/gu,
  /\bi (?:don't|do not|dont) want to (?:live|be alive|wake up)\b/gu,
  /\b(?:suicide|suicidal|self[ -]?harm(?:ing)?)\b/gu,
  /\b(?:better off|rather be) dead\b/gu,
  /\bno (?:reason|point) (?:to live|in living|left to live)\b/gu,
]

export const whereToFindHelp =
  'If you are thinking of harming yourself, please talk to somebody now: your local emergency number, or a helpline near you (findahelpline.com).'

export function selfHarm(text: string): readonly Reason[] {
  return findPhrases(text, signs).map((span) => ({ code: 'self_harm', weight: 'review', message: whereToFindHelp, ...span }))
}
