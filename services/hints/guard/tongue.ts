/** Tells whether a passage is English: a hint in another language, or in none, cannot be judged and gives as much away. */
import { isStopWord } from '../answers/text.ts'
import { foreignFunctionWords, foreignPhrases, foreignScripts, sharedWords } from '../policy/foreign.ts'
import type { Passage } from './passage.ts'

const phrases = new Set(foreignPhrases)
const phraseStarts = new Set(foreignPhrases.map((phrase) => phrase.split(' ')[0]))
const scripts = new RegExp(foreignScripts.join('|'))
const mostWords = 3

export function isEnglish(judged: Passage): boolean {
  return !hasOtherScript(judged) && !hasForeignPhrase(judged.folded.tokens) && hasSmallWords(judged.bare) && !hasForeignWords(judged.folded.tokens)
}

function hasOtherScript({ text, plain }: Passage): boolean {
  if (/^[\p{ASCII}‘’“”–—…]*$/u.test(text)) return false
  const composed = text.normalize('NFKC').toLowerCase()
  const other = text.match(/[^\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}]/gu) ?? []
  return other.length >= 3 || scripts.test(composed) || scripts.test(plain)
}

function hasForeignPhrase(tokens: readonly string[]): boolean {
  for (const [at, first] of tokens.entries()) {
    if (!phraseStarts.has(first)) continue
    for (let size = 1; size <= mostWords; size += 1) if (phrases.has(tokens.slice(at, at + size).join(' '))) return true
  }
  return false
}

/** English runs on its small words; a sentence of another language, or of none, lacks them. */
function hasSmallWords(bare: string): boolean {
  const spoken = bare.split(/[^\p{L}\p{N}'’]+/u).filter((word) => word !== '' && !/\d/.test(word))
  const small = spoken.filter(isStopWord).length
  return spoken.length < 3 || (spoken.length < 8 ? small > 0 : small / spoken.length >= 0.2)
}

function hasForeignWords(tokens: readonly string[]): boolean {
  const strange = tokens.filter((token) => foreignFunctionWords.has(token) && !sharedWords.has(token)).length
  return tokens.length >= 4 && strange >= 2 && strange / tokens.length >= 0.2
}
