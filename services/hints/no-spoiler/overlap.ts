/** Measures how much of a text repeats the reference solutions, in runs of three content words. */
import type { ReferenceProblem } from './problems.ts'
import { visible, words } from './readings.ts'

const filler = new Set(
  'a an the and or of to in on at is are was be it its this that these those with for from by as if so then than you your we i one each every do does not no what which how when while into will can could would'.split(
    ' ',
  ),
)

/** Shared runs this many within `reach` runs mean that about eight content words in a row are the solution's. */
const shared = 6
const reach = 9

/** The runs of three in all reference solutions of a problem that its statement does not have. */
export function solutionRuns({ algorithm, solutions }: ReferenceProblem): ReadonlySet<string> {
  const given = new Set(runs(words(visible([algorithm.title, algorithm.statement, ...algorithm.examples].join(' . ')))))
  return new Set(
    Object.values(solutions)
      .flatMap((solution: string) => runs(words(visible(solution))))
      .filter((run) => !given.has(run)),
  )
}

/** @param reading words apart by one space. */
export function repeats(reading: string, solution: ReadonlySet<string>): boolean {
  const hits = runs(reading).map((run): number => (solution.has(run) ? 1 : 0))
  let within = 0
  return hits.some((hit, at) => {
    within += hit - (hits[at - reach] ?? 0)
    return within >= shared
  })
}

function runs(reading: string): string[] {
  const stems = contentStems(reading)
  return stems.slice(2).map((stem, at) => `${stems[at]} ${stems[at + 1]} ${stem}`)
}

/** Chinese has no spaces, so each of its characters counts as a word. Numbers are left out: examples are made of them. */
function contentStems(reading: string): string[] {
  const tokens = reading.match(/\p{Script=Han}|[^\s\p{Script=Han}]+/gu) ?? []
  return tokens
    .filter((token) => !filler.has(token) && !/^\d+$/.test(token))
    .map((token) => (token.length > 4 ? token.replace(/(?:ing|ed|es|s|ly)$/, '') : token))
}
