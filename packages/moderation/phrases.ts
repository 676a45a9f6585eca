/** Finds phrases in a text, however they are spelled, and says where they stand in it. */
import { fold, spanOf } from './fold.ts'

/** @param patterns of folded text (small Latin letters), with the flags g and u. */
export function findPhrases(text: string, patterns: readonly RegExp[]): readonly { readonly start: number; readonly end: number }[] {
  const folded = fold(text.replace(/[’‘]/g, "'"))
  return patterns.flatMap((pattern) => [...folded.text.matchAll(pattern)].map((match) => spanOf(folded, match.index, match.index + match[0].length)))
}
