/** Which operation a request is for. */
import type { ProcessPlan } from '../derive/local-plan.ts'

type Found =
  | { readonly kind: 'found'; readonly operation: ProcessPlan['operations'][number]; readonly parameters: readonly string[] }
  | { readonly kind: 'unknown' | 'wrong-method' }

/** Fixed parts go before parameters: `/links` is not `/{code}`. */
export function matching(operations: ProcessPlan['operations'], method: string, path: string): Found {
  const parts = path.split('/')
  const fitting = operations
    .map((operation) => ({ operation, wanted: operation.path.split('/') }))
    .filter(
      ({ wanted }) => wanted.length === parts.length && wanted.every((part, at) => (part.startsWith('{') ? parts[at] !== '' : part === parts[at])),
    )
    .toSorted((one, other) => braces(one.wanted) - braces(other.wanted))
  const [nearest] = fitting
  if (nearest === undefined) return { kind: 'unknown' }
  const found = fitting.find(({ operation, wanted }) => operation.method === method && braces(wanted) === braces(nearest.wanted))
  if (found === undefined) return { kind: 'wrong-method' }
  const parameters = found.wanted.flatMap((part, at) => (part.startsWith('{') ? [decoded(parts[at] ?? '')] : []))
  return { kind: 'found', operation: found.operation, parameters }
}

function braces(parts: readonly string[]): number {
  return parts.filter((part) => part.startsWith('{')).length
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
