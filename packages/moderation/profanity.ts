/** Coarse words, in whatever spelling, by the list of the package `obscenity`: somebody looks at them first. Words of the trade that look like them are not meant. */
import { DataSet, englishDataset, englishRecommendedTransformers, RegExpMatcher } from 'obscenity'
import { fold, wordsOf } from './fold.ts'
import { isSlur } from './slurs.ts'
import type { Reason } from './verdict.ts'

/** On its list, and said in interviews every day: a column of a table, a method of statistics. */
const harmless: ReadonlySet<string> = new Set(['sex', 'anal', 'abo', 'scat', 'traps'])

const coarse = new RegExpMatcher({
  ...new DataSet<{ originalWord: string }>()
    .addAll(englishDataset)
    .removePhrasesIf(({ metadata }) => metadata !== undefined && harmless.has(metadata.originalWord))
    .build(),
  ...englishRecommendedTransformers,
})

/** Whole words of the trade, and of cooks, with a coarse one in them, or a letter from it. */
const technical = /^(?:cum+ulat\w*|cum_?(?:sum|prod|max|min|count|dist|freq|hist)\w*|fsck|bit_?chains?|shi+take)$/u

/** A name of people, as they write it. */
const given = /^Dick$/

export function profanity(text: string): readonly Reason[] {
  return wordsOf(fold(text))
    .filter((word) => !isSlur(word) && !word.spellings.some((spelling) => technical.test(spelling)))
    .filter(({ spellings, start, end }) => !given.test(text.slice(start, end)) && spellings.some((spelling) => coarse.hasMatch(spelling)))
    .map(({ start, end }) => ({ code: 'profanity', weight: 'review', message: 'This word is coarse. Please say it without it.', start, end }))
}
