/** Rules by which what was seen is explained, and what would mend it: each is about one thing that went wrong, and speaks in the design's own names. */
import { componentOf } from '../blueprint/blueprint.ts'
import { entryOf } from '../derive/route.ts'
import type { Edit } from '../edits.ts'
import type { ChaosResult } from '../trial.ts'
import { isAtLeast } from './figures.ts'
import { isDatabase, reasonOf } from './reasons.ts'
import type { Explained } from './report.ts'
import { isTooLong, type Judged } from './verdicts.ts'

export interface Mend extends Explained {
  /** How much is won: the greatest is proposed. */
  readonly weight: number
  readonly edits: readonly Edit[]
}

export function mendsOf(judged: Judged): readonly Mend[] {
  const found = [...faultMends(judged), ...capacityMends(judged), ...consistencyMends(judged), ...functionalMends(judged), ...lostMends(judged)]
  return found.toSorted((one, other) => other.weight - one.weight)
}

const mostReplicas = 9
const feltMs = 500
const feltRate = 0.02

function faultMends(judged: Judged): readonly Mend[] {
  return judged.seen.chaos
    .filter(({ outageMs, errorRate, held }) => !held && (outageMs >= feltMs || errorRate >= feltRate))
    .map((result) => {
      const { why, components, edits } = reasonOf(judged.blueprint, result)
      const tooLong = isTooLong(result, judged.blueprint.requirements.availability)
      return { what: whatOf(result), why, components, edits, weight: (tooLong ? 10_000 : 0) + (edits.length > 0 ? result.outageMs : 0) }
    })
}

function whatOf({ title, errorRate, outageMs, recoveryMs }: ChaosResult): string {
  const back =
    recoveryMs === null ? 'and it was not as before while that was watched' : `and all was as before after ${(recoveryMs / 1000).toFixed(1)} s`
  return `${title}: ${(errorRate * 100).toFixed(1)} % of requests failed, ${(outageMs / 1000).toFixed(2)} s of outage, ${back}.`
}

function capacityMends({ blueprint, tests, prediction, seen }: Judged): readonly Mend[] {
  const saturation = seen.saturations.find(({ replicas }) => replicas === 'all')
  const { targetRps } = tests.performance
  const full = componentOf(blueprint, prediction.bottleneck) ?? entryOf(blueprint)
  const isOwn = saturation?.limitedBy === 'design' || (saturation?.predictedRps ?? 0) < targetRps
  if (saturation === undefined || full === undefined || saturation.saturationRps >= targetRps || !isOwn) return []
  const wanted = Math.ceil((full.replicas * targetRps * 1.25) / Math.max(1, saturation.saturationRps))
  const grow: Edit =
    isDatabase(full) || wanted > mostReplicas
      ? { kind: 'setComponent', component: full.id, to: { size: full.size === 's' ? 'm' : 'l' } }
      : { kind: 'setReplicas', component: full.id, replicas: wanted }
  return [
    {
      what: `${saturation.saturationRps} requests a second were kept up with, ${targetRps} are stated.`,
      why: `${full.id} is full first: ${full.replicas} of size ${full.size}.`,
      components: [full.id],
      edits: [grow],
      weight: 9000,
    },
  ]
}

function consistencyMends({ blueprint, figures, seen, tests }: Judged): readonly Mend[] {
  const { consistency: claimed } = blueprint.requirements
  if (figures.observed === 'unknown' || isAtLeast(figures.observed, claimed)) return []
  const read = blueprint.operations.find(({ id }) => id === tests.consistency?.read)
  const writers = blueprint.operations.filter(
    ({ plan, table, invalidates }) => table === read?.table && (plan === 'update' || plan === 'delete' || plan === 'counter') && !invalidates,
  )
  const [first] = seen.consistency.flatMap(({ anomalies }) => anomalies)
  const cached = read?.cache !== undefined && writers.length > 0
  return [
    {
      what: `${claimed} is claimed, ${figures.observed === 'none' ? 'not even that writes arrive' : figures.observed} was seen. ${first?.explanation ?? ''}`.trim(),
      why: cached
        ? `${read.id} asks ${read.cache?.component} first, and ${writers.map(({ id }) => id).join(', ')} leaves the old entry there.`
        : 'Reads and writes do not meet in one place.',
      components: read?.cache === undefined ? [] : [read.cache.component],
      edits: cached ? writers.map(({ id }) => ({ kind: 'setOperation', operation: id, to: { invalidates: true } })) : [],
      weight: cached ? 9500 : 100,
    },
  ]
}

function functionalMends({ seen }: Judged): readonly Mend[] {
  return seen.functional
    .filter(({ passed }) => !passed)
    .slice(0, 10)
    .map(({ title, example = '' }) => ({ what: `Not so: ${title}.`, why: example, components: [], edits: [], weight: 0 }))
}

function lostMends({ seen }: Judged): readonly Mend[] {
  const lost = seen.chaos
    .filter((result) => result.lost > 0)
    .map(({ title, lost: gone, acknowledged }) => ({
      what: `${title}: ${gone} of ${acknowledged} acknowledged writes could not be read afterwards.`,
      why: 'They were acknowledged before they were kept where they outlive the fault.',
      components: [],
      edits: [],
      weight: 50,
    }))
  const twice = seen.chaos
    .filter((result) => (result.twice ?? 0) > 0)
    .map(({ title, twice: many = 0 }) => ({
      what: `${title}: ${many} writes are there more than once.`,
      why: 'A queue delivers at least once; whoever takes from it has to know a message that it had before, by a key that comes with it.',
      components: [],
      edits: [],
      weight: 40,
    }))
  return [...lost, ...twice]
}
