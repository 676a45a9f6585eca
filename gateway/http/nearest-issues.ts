/** What is wrong with a value, one thing for each place in it, also where it could have had one of several shapes. */
import type { z } from 'zod'

type Issue = z.core.$ZodIssue

/** Where one of several shapes would do, what is wrong is said about the shape that was nearest: one whose fields are known, and then with the least to mend. */
export function nearestIssues(issues: readonly Issue[]): readonly Issue[] {
  const all = spread(issues)
  // What is of the wrong kind is also too long, or too short: one word on it is enough.
  return all.filter(({ path }, index) => all.findIndex((one) => one.path.join('.') === path.join('.')) === index)
}

function spread(issues: readonly Issue[]): readonly Issue[] {
  return issues.flatMap((issue) => {
    if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [issue]
    const [nearest = []] = [...issue.errors].sort((one, other) => strangeness(one) - strangeness(other))
    const inner = nearest.map((one) => ({ ...one, path: [...issue.path, ...one.path] }))
    return spread(inner)
  })
}

const strangeness = (issues: readonly Issue[]): number =>
  issues.length + 100 * issues.filter(({ code, path }) => code === 'unrecognized_keys' || (code === 'invalid_type' && path.length === 0)).length
