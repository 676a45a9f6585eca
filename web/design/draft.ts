/** What is written for a problem, kept in the browser until it is handed in. */
import type { DesignDraft, DesignProblem, WholeSubmission } from '../api/design.ts'
import type { Blueprint } from './blueprint.ts'

export interface Draft extends DesignDraft {
  readonly blueprint: Blueprint
}

const keyOf = (problemId: string): string => `quint:draft:design:${problemId}`

export function beginningOf({ id, schema, apiSpec, blueprint }: DesignProblem): Draft {
  return { problemId: id, schemaInput: schema, apiSpecInput: apiSpec, designText: '', blueprint }
}

/** As it was read when it was handed in: what the text said is in the drawing by then. */
export function draftOf(submission: WholeSubmission, problem: DesignProblem): Draft {
  const { problemId, schemaInput, apiSpecInput, designText, validationFeedback } = submission
  const begun = beginningOf(problem)
  return {
    problemId,
    schemaInput: schemaInput === '' ? begun.schemaInput : schemaInput,
    apiSpecInput: apiSpecInput === '' ? begun.apiSpecInput : apiSpecInput,
    designText,
    blueprint: validationFeedback?.derived?.blueprint ?? begun.blueprint,
  }
}

/** @param previousId the submission that it is to be a further attempt of; undefined: whatever was written last. */
export function keptDraft(problemId: string, storage: Pick<Storage, 'getItem'>, previousId?: string): Draft | undefined {
  try {
    const kept = JSON.parse(storage.getItem(keyOf(problemId)) ?? 'null') as (Draft & { readonly after?: string }) | null
    if (kept === null || !Array.isArray(kept.blueprint?.components)) return undefined
    const { after, ...draft } = kept
    return previousId === undefined || after === previousId ? draft : undefined
  } catch {
    return undefined
  }
}

export function keepDraft(draft: Draft, storage: Pick<Storage, 'setItem'>, previousId?: string): void {
  try {
    storage.setItem(keyOf(draft.problemId), JSON.stringify({ ...draft, after: previousId }))
  } catch {
    // Full or forbidden: what is on the screen is still there.
  }
}

export function forgetDraft(problemId: string, storage: Pick<Storage, 'removeItem'>): void {
  try {
    storage.removeItem(keyOf(problemId))
  } catch {
    // As above.
  }
}
