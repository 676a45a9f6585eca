/** The four assessments of a design: those of the rules, with what a model sees beside them and can point at. */
import type { DesignAssessment } from '@quint/proto/gen/quint/hints/v1/design.ts'
import { createGuard } from '../guard/guard.ts'
import { type Answer, answerOf, type DesignDeps, objectsIn } from './asking.ts'
import { assessed } from './evidence.ts'
import { materialOf, prompts } from './prompt.ts'
import { broughtIn } from './spoiler.ts'
import { type Design, planFor } from './subject.ts'

export interface Assessing {
  readonly userId: string
  readonly signal: AbortSignal
  readonly design: Design
  readonly byRules: readonly DesignAssessment[]
}

export async function assess(
  deps: DesignDeps,
  { userId, signal, design, byRules }: Assessing,
): Promise<Answer & { readonly assessments: DesignAssessment[] }> {
  const scores = byRules.map(({ area, score }) => `${area}: ${score}`).join('\n')
  const answer = await answerOf(deps, {
    userId,
    signal,
    system: prompts.assess,
    material: (boundary) => materialOf(design, boundary, [`By rules:\n${scores}`]),
    maxOutputTokens: 1600,
  })
  const said = objectsIn(answer.text)
  const judging = { design, brought: broughtIn(design, ''), isHarmless: harmless(design), inferred: inferredIn(design) }
  let added = 0
  const assessments = byRules.map((one) => {
    const found = said.find(({ area }) => area === one.area)
    const better = found === undefined ? undefined : assessed(one, found, judging)
    if (better !== undefined) added += 1
    return better ?? one
  })
  const nobody = { ...answer.answering, source: 'offline', model: '' }
  return { ...answer, answering: added === 0 ? nobody : answer.answering, assessments }
}

export function harmless(design: Design): (sentence: string) => boolean {
  const { allowance } = planFor(design)
  return (sentence) => {
    const guard = createGuard(allowance)
    return guard.push(sentence).stop === undefined && guard.end().stop === undefined
  }
}

function inferredIn({ blueprint }: Design): ReadonlySet<string> {
  try {
    const { inferred } = JSON.parse(blueprint) as { readonly inferred?: readonly { readonly place: string }[] }
    return new Set((inferred ?? []).map(({ place }) => place))
  } catch {
    return new Set()
  }
}
