/** Threats and insults aimed at somebody. Hard words about a problem or about oneself are not meant. */
import { findPhrases } from './phrases.ts'
import type { Reason } from './verdict.ts'

const threats = [
  // Whoever shoots into their own foot has made a mistake.
  /\b(?:kill|hang|shoot|hurt|cut) (?:yourself|urself|yourselves)\b(?! in the (?:foot|feet))/gu,
  /\b(?:kys|kill ya self)\b/gu,
  /\b(?:i|we)(?:'ll| will| am going to|'m going to| gonna|'m gonna) (?:kill|find|hurt|rape|beat|shoot|stab|ruin|dox+) (?:you|u|him|her|them)\b/gu,
  /\b(?:you|they|she|he) (?:should|deserve to|ought to) (?:die|be (?:shot|killed|hanged|raped|beaten))\b/gu,
  /\bgo (?:and )?die\b/gu,
]

const insult =
  'idiots?|morons?|stupid|dumb|imbeciles?|losers?|trash|garbage|scum|pathetic|worthless|bitch(?:es)?|bastards?|assholes?|dumbass(?:es)?|dickheads?|wankers?|twats?|pigs?'

const insults = [
  new RegExp(
    String.raw`\b(?:you|u|ya|y'all|they|he|she)(?:'re|'s| are| r| is)? (?:(?:all|just|such|so|really|a|an|the|fucking|total|complete) ){0,4}(?:${insult})\b`,
    'gu',
  ),
  new RegExp(String.raw`\byou (?:fucking )?(?:${insult})\b`, 'gu'),
  /\b(?:fuck|screw) (?:you|u|off|him|her|them)\b/gu,
  /\b(?:shut|stfu)(?: the fuck)? up\b/gu,
  /\bnobody (?:likes|wants|needs) you\b/gu,
]

export function harassment(text: string): readonly Reason[] {
  return [
    ...findPhrases(text, threats).map(
      (span): Reason => ({
        code: 'harassment',
        weight: 'refuse',
        message: 'This threatens somebody. It cannot be published.',
        ...span,
      }),
    ),
    ...findPhrases(text, insults).map(
      (span): Reason => ({
        code: 'harassment',
        weight: 'review',
        message: 'This sounds like an insult. Speak of the problem, not of people.',
        ...span,
      }),
    ),
  ]
}
