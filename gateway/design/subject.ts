/** A design as it is told to whoever words things: what was asked for, what the learner wrote, how it was read, what rules say of it. */
import type { Learner } from '@quint/auth/learner.ts'
import type { DesignSubject } from '@quint/proto/gen/quint/hints/v1/design.ts'
import type { DesignInput, GetDesignProblemResponse } from '@quint/proto/gen/quint/runner/v1/design.ts'
import { Failure } from '@quint/runtime/failure.ts'
import { jsonOf } from './mapping.ts'
import type { DesignOptions } from './options.ts'

/** What the runner says of a design, as far as the gateway reads it. */
export interface Checked {
  readonly valid: boolean
  readonly deployable: boolean
  readonly problems: readonly { readonly path: string; readonly message: string }[]
  readonly findings: readonly { readonly place: string; readonly reason: string }[]
  readonly edits: readonly Edit[]
  readonly unmapped: readonly string[]
  readonly derived?: {
    readonly blueprint: object
    readonly places: readonly string[]
    readonly assessments: readonly Assessment[]
  }
}

export interface Edit {
  readonly kind: string
  readonly quote?: string
}

interface Assessment {
  readonly area: string
  readonly score: number
  readonly evidence: readonly { readonly speaks: string; readonly place: string; readonly says: string; readonly inferred?: boolean }[]
}

export interface Asking {
  readonly signal: AbortSignal
  readonly learnerToken: string
}

export interface CoachedAsking extends Asking {
  /** Whom the learner wants asked. */
  readonly coach: string
}

export async function coachedAsking(
  { chosenCoach }: Pick<DesignOptions, 'chosenCoach'>,
  learner: Learner,
  signal: AbortSignal,
): Promise<CoachedAsking> {
  return { signal, learnerToken: learner.token, coach: await chosenCoach(learner.userId) }
}

/** As much of each as whoever words it can take. */
const most = { places: 400, findings: 200 } as const

export async function checkedOf({ runner }: DesignOptions, design: DesignInput, asking: Asking): Promise<Checked> {
  const { checked } = await runner.validateDesign({ design }, asking)
  return jsonOf(checked) as Checked
}

/** Designs that cannot be read are refused: there is nothing to speak of. */
export function derivedOf({ derived, problems }: Checked): NonNullable<Checked['derived']> {
  if (derived !== undefined) return derived
  throw new Failure('invalid', 'The design cannot be read yet.', { fields: problems.slice(0, 20).map(({ path, message }) => ({ path, message })) })
}

export async function problemOf({ runner }: DesignOptions, problemId: string, { signal }: Asking): Promise<GetDesignProblemResponse | undefined> {
  return problemId === '' ? undefined : await runner.getDesignProblem({ problemId }, { signal })
}

export function subjectOf(
  checked: Pick<Checked, 'findings' | 'derived'>,
  designText: string,
  problem: GetDesignProblemResponse | undefined,
): DesignSubject {
  const { derived, findings } = checked
  return {
    problemTitle: problem?.problem?.title ?? '',
    task: problem === undefined ? '' : `${problem.description}\nScale: ${problem.scale}`,
    text: designText,
    blueprint: derived === undefined ? '' : JSON.stringify(derived.blueprint),
    places: derived?.places.slice(0, most.places) ?? [],
    findings: findings.slice(0, most.findings).map(({ place, reason }) => ({ place, text: reason })),
  }
}
