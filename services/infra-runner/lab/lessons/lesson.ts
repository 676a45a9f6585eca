/** A lesson of the lab: what is to be built, what helps, and a program to begin with that is not right yet. */
import { consensusLessons } from './consensus.ts'
import { gossipLessons } from './gossip.ts'
import { type StarterLanguage, type StarterText, starterIn } from './starter.ts'

export interface LessonText {
  readonly slug: string
  readonly title: string
  /** In Markdown. */
  readonly description: string
  /** From the gentlest to the plainest. */
  readonly hints: readonly string[]
  /** Name of a workload. */
  readonly workload: string
  readonly nodes: number
  readonly seconds: number
  readonly rate: number
  /** Those that the screen offers; a right program survives all of them. */
  readonly faultsOffered: readonly string[]
}

export interface Lesson extends LessonText {
  /** Programs against `start(env)`. */
  readonly starters: readonly { readonly language: StarterLanguage; readonly source: string }[]
}

/** As it is written down. */
export interface WrittenLesson extends LessonText {
  readonly starter: StarterText
}

const languages: readonly StarterLanguage[] = ['javascript', 'typescript', 'python']

export function readLessons(): readonly Lesson[] {
  return [...gossipLessons, ...consensusLessons].map(({ starter, ...text }) => ({
    ...text,
    starters: languages.map((language) => ({ language, source: starterIn(language, starter) })),
  }))
}
