/** The curated problems, read from their tables; every entry is checked when the table is read. */
import type { Difficulty, Problem } from './problem.ts'
import { firstSteps } from './problems/first-steps.ts'
import { searchAndState } from './problems/search-and-state.ts'
import { structures } from './problems/structures.ts'
import { treesAndGraphs } from './problems/trees-graphs.ts'

const letters: Readonly<Record<string, Difficulty>> = { E: 'easy', M: 'medium', H: 'hard' }

export const curated: readonly Problem[] = Object.entries({ ...firstSteps, ...structures, ...treesAndGraphs, ...searchAndState }).flatMap(
  ([topic, table]) =>
    table
      .trim()
      .split('\n')
      .map((line) => entryOf(topic, line)),
)

/** @throws an error that names a line which is not `title; E20; patterns[; slug]`. */
function entryOf(topic: string, line: string): Problem {
  const [title = '', size = '', patterns = '', slug = slugOf(title)] = line.split('; ')
  const difficulty = letters[size.slice(0, 1)]
  const minutes = Number(size.slice(1))
  if (difficulty === undefined || !Number.isInteger(minutes) || patterns === '' || !/^[a-z0-9-]+$/.test(slug))
    throw new Error(`not an entry of the catalogue: ${line}`)
  return {
    id: slug,
    title,
    link: `https://leetcode.com/problems/${slug}/`,
    topic,
    difficulty,
    patterns: patterns.split(', '),
    source: 'leetcode',
    minutes,
  }
}

/** As the judge names a problem in its address. */
function slugOf(title: string): string {
  return title
    .toLowerCase()
    .replace(/['’?(),`]/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
}
