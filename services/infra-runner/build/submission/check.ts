/** Everything that follows from what a learner wrote before anything of it runs: the blueprint, what rules say of it, and what theory predicts. */
import type { FieldProblem } from '@quint/runtime/failure.ts'
import type { Blueprint } from '../blueprint/blueprint.ts'
import { placesOf } from '../blueprint/part.ts'
import { type Cost, roundPrices, toCost } from '../derive/cost.ts'
import { type Diagram, toDiagram } from '../derive/diagram.ts'
import { mostProcesses, toLocalPlan } from '../derive/local-plan.ts'
import { type Prediction, toSimulation } from '../derive/simulation.ts'
import type { Edit } from '../edits.ts'
import type { ApiInput } from '../input/api.ts'
import type { LeftOut } from '../input/schema.ts'
import type { Pack } from '../packs/pack.ts'
import type { Finding } from '../validate/rule.ts'
import { isValid, validate } from '../validate/validate.ts'
import { type Assessment, assess } from './assess.ts'
import { compose, type Written } from './compose.ts'

/** As JSON, beside a submission and in the answer to a validation. */
export interface Checked {
  readonly valid: boolean
  /** Nothing but decisions of the design is found wrong: it can be deployed to see what happens. */
  readonly deployable: boolean
  readonly problems: readonly FieldProblem[]
  readonly findings: readonly Finding[]
  readonly leftOut: readonly LeftOut[]
  readonly edits: readonly Edit[]
  readonly unmapped: readonly string[]
  readonly api: ApiInput
  readonly derived?: Derived
}

export interface Derived {
  readonly blueprint: Blueprint
  /** What findings and evidence point at. */
  readonly places: readonly string[]
  readonly diagram: Diagram
  readonly prediction: Prediction
  readonly cost: Cost
  readonly assessments: readonly Assessment[]
  readonly processes: number
  readonly notStarted: readonly { readonly component: string; readonly reason: string }[]
}

export async function checkDesign(written: Written, pack: Pack | undefined): Promise<Checked> {
  const { blueprint, api, problems, leftOut, text } = await compose(written, pack)
  const said = { problems, leftOut, edits: text.edits, unmapped: text.unmapped, api }
  if (blueprint === undefined) return { ...said, valid: false, deployable: false, findings: [] }
  const judge = (of: Blueprint): readonly Finding[] => [...validate(of, { api, ...(pack === undefined ? {} : { pack }) }), ...tooLarge(of)]
  const findings = judge(blueprint)
  const valid = problems.length === 0 && isValid(findings)
  const plan = toLocalPlan(blueprint)
  return {
    ...said,
    valid,
    deployable:
      problems.length === 0 &&
      findings.every(({ severity, area }) => severity !== 'error' || area === 'design') &&
      plan.processes.length <= mostProcesses,
    findings,
    derived: {
      blueprint,
      places: placesOf(blueprint),
      diagram: toDiagram(blueprint),
      prediction: toSimulation(blueprint, 'cloud'),
      cost: toCost(blueprint, roundPrices),
      assessments: assess(blueprint, findings, judge),
      processes: plan.processes.length,
      notStarted: plan.notStarted,
    },
  }
}

function tooLarge(blueprint: Blueprint): readonly Finding[] {
  const { processes } = toLocalPlan(blueprint)
  if (processes.length <= mostProcesses) return []
  const reason = `It takes ${processes.length} processes; at most ${mostProcesses} are started for one design.`
  return [{ rule: 'too-many-processes', area: 'design', severity: 'error', place: 'components', reason }]
}
