/** What rules alone say of a design: findings, worst first, each with a place and a reason. */
import type { Blueprint } from '../blueprint/blueprint.ts'
import { toSimulation } from '../derive/simulation.ts'
import type { ApiInput } from '../input/api.ts'
import type { Pack } from '../packs/pack.ts'
import { apiRules } from './api-rules.ts'
import { designRules } from './design-rules.ts'
import { problemRules } from './problem-rules.ts'
import type { Finding, Reading, Severity } from './rule.ts'
import { schemaRules } from './schema-rules.ts'

const rules = [...schemaRules, ...apiRules, ...designRules, ...problemRules]
const order: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 }

export interface Beside {
  readonly api?: ApiInput
  readonly pack?: Pack
}

export function validate(blueprint: Blueprint, { api, pack }: Beside = {}): readonly Finding[] {
  const reading: Reading = {
    blueprint,
    prediction: toSimulation(blueprint, 'cloud'),
    endpoints: api?.endpoints ?? [],
    documented: api?.kind === 'openapi',
    pack,
  }
  const findings = rules.flatMap(({ id, area, severity, broken }) => broken(reading).map((one): Finding => ({ rule: id, area, severity, ...one })))
  return findings.toSorted((one, other) => order[one.severity] - order[other.severity])
}

/** A design with an error is not deployed. */
export function isValid(findings: readonly Finding[]): boolean {
  return findings.every(({ severity }) => severity !== 'error')
}
