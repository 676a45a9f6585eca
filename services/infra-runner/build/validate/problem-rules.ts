/** Rules that come from the problem: its endpoints, its scale, and what no design of it can do without. */
import type { Blueprint } from '../blueprint/blueprint.ts'
import { shapeOf } from './api-rules.ts'
import type { Rule } from './rule.ts'

const atLeast = ['readRps', 'writeRps', 'availability', 'dataGb'] as const satisfies readonly (keyof Blueprint['requirements'])[]

export const problemRules: readonly Rule[] = [
  {
    id: 'part-missing',
    area: 'problem',
    severity: 'error',
    broken: ({ pack, blueprint }) =>
      (pack?.needs ?? [])
        .filter(({ kind }) => !blueprint.components.some((component) => component.kind === kind))
        .map(({ because }) => ({ place: 'components', reason: `A part is missing: ${because}` })),
  },
  {
    id: 'endpoint-missing',
    area: 'problem',
    severity: 'error',
    broken: ({ pack, blueprint }) =>
      (pack?.endpoints ?? [])
        .filter(({ method, path }) => !blueprint.operations.some((one) => one.method === method && shapeOf(one.path) === shapeOf(path)))
        .map(({ method, path, does }) => ({ place: 'operations', reason: `The problem asks for ${method} ${path}: ${does}` })),
  },
  {
    id: 'scale-understated',
    area: 'problem',
    severity: 'error',
    broken: ({ pack, blueprint: { requirements } }) =>
      pack === undefined
        ? []
        : atLeast
            .filter((name) => requirements[name] < pack.scale[name])
            .map((name) => ({
              place: `requirements.${name}`,
              reason: `The problem states ${pack.scale[name]}; the design is made for ${requirements[name]}.`,
            })),
  },
]
