/** The four assessments of a design by rules alone: each with a score, and every point for or against it with the place it rests on. */
import { type Blueprint, zonesOf } from '../blueprint/blueprint.ts'
import { blueprintFrom } from '../blueprint/read.ts'
import type { Finding, Severity } from '../validate/rule.ts'
import { withoutInferred } from './weigh.ts'

export type Area = 'scalability' | 'reliability' | 'data-model' | 'api'

export interface Assessment {
  readonly area: Area
  /** 0 to 100. */
  readonly score: number
  readonly evidence: readonly Evidence[]
}

interface Evidence {
  readonly speaks: 'for' | 'against'
  readonly place: string
  readonly says: string
  /** The learner did not say it: it counts for nothing. */
  readonly inferred?: boolean
}

const areas: readonly Area[] = ['scalability', 'reliability', 'data-model', 'api']
const costs: Readonly<Record<Severity, number>> = { error: 30, warning: 10, info: 2 }
/** Where nothing speaks for a design, nothing against it is not yet good. */
const start = 60
const perPoint = 8

/** Rules about components that are about how much, not about what happens when something is lost. */
const aboutScale = /capacity|slow|chain|fan|cost|hot|unbounded|scale|growth|partition/

/** @param judge what rules find in a design: what was inferred is judged as if it were not there, where that is worse. */
export function assess(
  blueprint: Blueprint,
  findings: readonly Finding[],
  judge: (blueprint: Blueprint) => readonly Finding[],
): readonly Assessment[] {
  const assessed = assessAll(blueprint, findings)
  if (blueprint.inferred === undefined || blueprint.inferred.length === 0) return assessed
  const said = blueprintFrom(withoutInferred(blueprint))
  const most = said.kind === 'read' ? assessAll(said.value, judge(said.value)) : []
  return assessed.map((one) => {
    const score = Math.min(one.score, most.find(({ area }) => area === one.area)?.score ?? start)
    return { ...one, score, evidence: one.evidence.map((point) => ({ ...point, ...(isInferred(blueprint, point.place) ? { inferred: true } : {}) })) }
  })
}

function isInferred({ inferred = [] }: Blueprint, place: string): boolean {
  return inferred.some((one) => one.place === place)
}

function assessAll(blueprint: Blueprint, findings: readonly Finding[]): readonly Assessment[] {
  const strengths = strengthsOf(blueprint)
  return areas.map((area) => {
    const against = findings.filter((finding) => areaOf(finding) === area)
    const speaking = strengths[area]
    const lost = against.reduce((sum, { severity }) => sum + costs[severity], 0)
    const evidence: Evidence[] = [
      ...against.map(({ place, reason }) => ({ speaks: 'against', place, says: reason }) as const),
      ...speaking.map(([place, says]) => ({ speaks: 'for', place, says }) as const),
    ]
    return { area, score: Math.max(0, Math.min(100, start + perPoint * speaking.length - lost)), evidence }
  })
}

function areaOf({ area, rule }: Finding): Area {
  if (area === 'schema') return 'data-model'
  if (area === 'api') return 'api'
  if (area === 'problem') return rule === 'endpoint-missing' ? 'api' : 'scalability'
  return aboutScale.test(rule) ? 'scalability' : 'reliability'
}

type Strength = readonly [place: string, says: string]

function strengthsOf(blueprint: Blueprint): Readonly<Record<Area, readonly Strength[]>> {
  const { components, links, operations, tables } = blueprint
  const repeated = components.filter(({ kind, replicas }) => kind === 'service' && replicas > 1)
  return {
    scalability: [
      ...repeated.map(({ id, replicas }): Strength => [`components.${id}`, `${replicas} replicas share its work.`]),
      ...operations.flatMap(({ id, cache }): Strength[] =>
        cache === undefined ? [] : [[`operations.${id}`, `Repeated reads are answered by ${cache.component}.`]],
      ),
      ...operations.flatMap(({ id, queue }): Strength[] =>
        queue === undefined ? [] : [[`operations.${id}`, `What can wait goes through ${queue}.`]],
      ),
      ...tables.flatMap(({ name, partitionBy }): Strength[] =>
        partitionBy === undefined ? [] : [[`tables.${name}`, `It is split by ${partitionBy}.`]],
      ),
    ],
    reliability: [
      ...components
        .filter((one) => new Set(zonesOf(blueprint, one)).size > 1)
        .map((one): Strength => [`components.${one.id}`, `Its replicas stand in ${new Set(zonesOf(blueprint, one)).size} zones.`]),
      ...components
        .filter(({ failover }) => failover)
        .map(({ id }): Strength => [`components.${id}`, 'A replica takes over when the primary is lost.']),
      ...links
        .filter(({ timeoutMs, breaker, retries }) => timeoutMs !== undefined && (breaker || retries?.jitter === true))
        .map(
          ({ from, to, timeoutMs }): Strength => [
            `links.${from}.${to}`,
            `${from} gives up on ${to} after ${timeoutMs} ms, and does not make it worse.`,
          ],
        ),
    ],
    'data-model': [
      ...tables.flatMap(({ name, primaryKey }): Strength[] =>
        primaryKey.length === 0 ? [] : [[`tables.${name}`, `Rows are found by ${primaryKey.join(', ')}.`]],
      ),
      ...tables.flatMap(({ name, indexes, uniques }): Strength[] =>
        indexes.length + uniques.length === 0
          ? []
          : [[`tables.${name}`, `It has ${indexes.length + uniques.length} more ways to be searched or kept free of doubles.`]],
      ),
      ...tables.flatMap(({ name, foreignKeys }): Strength[] =>
        foreignKeys.length === 0 ? [] : [[`tables.${name}`, 'What it points at has to be there.']],
      ),
    ],
    api: operations.flatMap(({ id, idempotencyKey, auth, paginated }): Strength[] => [
      ...(idempotencyKey ? [[`operations.${id}`, 'A repeat of it is done once.'] as const] : []),
      ...(auth ? [[`operations.${id}`, 'It wants to know who asks.'] as const] : []),
      ...(paginated ? [[`operations.${id}`, 'It answers in pages.'] as const] : []),
    ]),
  }
}
