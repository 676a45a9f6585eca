/** Advertising and noise. One sign is looked at; two are refused. */
import { findPhrases } from './phrases.ts'
import type { Reason } from './verdict.ts'

const offers = [
  /\b(?:buy now|order now|click here|limited offer|special offer|discount code|promo code|free trial|make money|earn \$?\d+|work from home|crypto (?:signals|giveaway)|guaranteed (?:job|offer|interview)s?)\b/gu,
  /\b(?:dm|pm|message|text|contact|whatsapp|telegram) me (?:for|to|on|at|now)\b/gu,
  /\b(?:subscribe|follow) (?:to )?my (?:channel|page|account|newsletter)\b/gu,
  /\b(?:i|we) (?:sell|offer) (?:accounts?|answers?|solutions?|proxy interviews?|interview support)\b/gu,
]

export function spam(text: string): readonly Reason[] {
  const signs = [...findPhrases(text, offers), ...sameAgain(text), ...shouting(text), ...drawnOut(text)]
  return signs.map((span) => ({
    code: 'spam',
    weight: signs.length > 1 ? 'refuse' : 'review',
    message: 'This reads like advertising or noise.',
    ...span,
  }))
}

type Span = { readonly start: number; readonly end: number }

const whole = (text: string): Span => ({ start: 0, end: text.length })

/** The same line, or the same word, most of the time. */
function sameAgain(text: string): readonly Span[] {
  const lines = text.split('\n').filter((line) => line.trim().length > 10)
  if (lines.length >= 4 && new Set(lines).size <= lines.length / 3) return [whole(text)]
  const words = text.toLowerCase().match(/\p{L}{2,}/gu) ?? []
  return words.length >= 20 && new Set(words).size <= words.length / 8 ? [whole(text)] : []
}

function shouting(text: string): readonly Span[] {
  const letters = text.match(/\p{Lu}|\p{Ll}/gu) ?? []
  const big = letters.filter((letter) => /\p{Lu}/u.test(letter)).length
  return letters.length >= 60 && big / letters.length > 0.8 ? [whole(text)] : []
}

function drawnOut(text: string): readonly Span[] {
  return [...text.matchAll(/(\p{L}|[!?])\1{11,}/gu)].map((match) => ({ start: match.index, end: match.index + match[0].length }))
}
