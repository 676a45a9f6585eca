/** An input of the problem itself that a hint can send the learner back to. */
import type { Problem } from '../problem.ts'

const longest = 60

/** Such as "n = 3": there is nothing in it to turn around or to hide. */
export function isSingleValue(sample: string): boolean {
  return !/[[("',]/.test(sample)
}

/** @returns the first example's input as one line, or undefined when the problem brings none that is short and plain. */
export function sampleInput(problem: Problem): string | undefined {
  const lines = [...problem.examples, ...problem.statement.slice(0, 20_000).split('\n')].flatMap((line) => line.split('\n'))
  for (const line of lines) {
    const input = /\binput\b[\s*]*:[\s*]*(.+)$/i
      .exec(line)?.[1]
      ?.replace(/\boutput\b.*$/i, '')
      .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
      .replace(/[*`]+/g, '')
      .trim()
    if (input !== undefined && input.length <= longest && /^\W*(?:\w+ ?= ?)?[[("'\d-]/.test(input) && !/[<>{}|\\;“”]/.test(input))
      return input.replace(/[.,\s]+$/, '')
  }
  return undefined
}
