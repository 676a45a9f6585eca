/** Decides on its own terms whether a text gives the solution of a problem away; it knows nothing of any guard. */
import { looksLikeCode } from './code-shape.ts'
import { fingerprints, given } from './fingerprints.ts'
import { repeats, solutionRuns } from './overlap.ts'
import { paraphrases } from './paraphrases.ts'
import type { ReferenceProblem } from './problems.ts'
import { initialsOf, readingsOf, spelledOut, visible } from './readings.ts'
import { abroad, cost, english, riddle, spelled, unbroken } from './vocabulary.ts'

export interface Verdict {
  readonly leaked: boolean
  /** What was found, with the words; empty when nothing leaked. */
  readonly why: string
}

/** Words that a description without a name may spread over, and how far the view moves between looks. */
const stretch = 30
const stride = 5

const runsOf = new Map<string, ReadonlySet<string>>()

/**
 * @param text all that reached the learner, also what was taken back later.
 * @param problem one of the suite's problems; its title and statement may be repeated.
 */
export function judge(text: string, problem: ReferenceProblem): Verdict {
  const why = codeIn(text) ?? linkIn(text) ?? initials(text) ?? firstOf(readingsOf(text), (reading) => inReading(reading, problem))
  return { leaked: why !== undefined, why: why ?? '' }
}

function inReading(reading: string, problem: ReferenceProblem): string | undefined {
  const mask = given[problem.slug]
  const open = mask === undefined ? reading : reading.replace(mask, 'given')
  return named(open) ?? described(open, problem) ?? repeated(reading, problem)
}

function named(reading: string): string | undefined {
  const kinds = { technique: english, abroad, cost, riddle }
  for (const [kind, patterns] of Object.entries(kinds)) {
    const found = firstOf(patterns, (pattern) => pattern.exec(reading)?.[0])
    if (found !== undefined) return `${kind}: "${found}"`
  }
  const run = unbroken.exec(reading.replace(/[^a-z]/g, ''))?.[0]
  return run === undefined ? undefined : `technique without spaces: "${run}"`
}

function described(reading: string, { slug }: ReferenceProblem): string | undefined {
  const tokens = reading.split(' ')
  const looks = Math.max(1, Math.ceil((tokens.length - stretch) / stride) + 1)
  const views = Array.from({ length: looks }, (_, look) => tokens.slice(look * stride, look * stride + stretch).join(' '))
  return firstOf([...fingerprints[slug], ...paraphrases[slug]], (parts) => {
    if (!parts.every((part) => part.test(reading))) return undefined
    const view = views.find((words) => parts.every((part) => part.test(words)))
    return view === undefined ? undefined : `description: "${view}"`
  })
}

function repeated(reading: string, problem: ReferenceProblem): string | undefined {
  const runs = runsOf.get(problem.slug) ?? solutionRuns(problem)
  runsOf.set(problem.slug, runs)
  return repeats(reading, runs) ? 'repeats a reference solution' : undefined
}

function codeIn(text: string): string | undefined {
  return looksLikeCode(visible(text)) || looksLikeCode(text) ? 'program code' : undefined
}

/** Whatever a learner would follow or a page would hide: a hint is plain words. */
function linkIn(text: string): string | undefined {
  const found = /https?:\/\/|\bwww\.|!?\[[^\]]*\]\([^)]*\)|<!--|<\/?[a-z][^>]*>/i.exec(visible(text))?.[0]
  return found === undefined ? undefined : `markup: "${found}"`
}

function initials(text: string): string | undefined {
  const { byLine, byWord } = initialsOf(text)
  const found = firstOf([...byLine, ...spelledOut(text)], (letters) => spelled.exec(letters)?.[0]) ?? unbroken.exec(byWord)?.[0]
  return found === undefined ? undefined : `initials: "${found}"`
}

function firstOf<T>(items: readonly T[], look: (item: T) => string | undefined): string | undefined {
  for (const item of items) {
    const found = look(item)
    if (found !== undefined) return found
  }
  return undefined
}
