/** The contract's calls about designs in a cloud: learners ask and take back, administrators read a plan, approve exactly that one, or refuse it. */
import { createHash } from 'node:crypto'
import type { Database, Tx } from '@quint/db/database.ts'
import type { Submission } from '@quint/proto/gen/quint/runner/v1/design.ts'
import type { RunnerServiceImplementation } from '@quint/proto/gen/quint/runner/v1/runner.ts'
import { adminOf, learnerOf } from '@quint/rpc/server.ts'
import { Failure } from '@quint/runtime/failure.ts'
import { isUuid, uuidv7 } from '@quint/runtime/uuid.ts'
import { lockLearner } from '../../store.ts'
import { blueprintFrom } from '../blueprint/read.ts'
import { roundPrices, toCost } from '../derive/cost.ts'
import { toTerraform } from '../derive/terraform.ts'
import type { Checked } from '../submission/check.ts'
import { knownId, notThere } from '../submission/request.ts'
import { mustStand } from '../submission/rpc.ts'
import * as submissions from '../submission/submission-store.ts'
import * as store from './cloud-store.ts'
import { type CloudPlace, withinLimits } from './place.ts'
import { toCloud } from './wire.ts'

export interface CloudDeps {
  readonly database: Database
  /** Absent: none is lent here. */
  readonly place: CloudPlace | undefined
  readonly now: () => Date
}

/** Of one learner, that are not over. */
const mostOfLearner = 2
const hourMs = 3_600_000

/** Learners' calls answer with the submission, as `told` has it. */
export function cloudCalls({ database, place, now }: CloudDeps, told: (tx: Tx, submissionId: string) => Promise<Submission>) {
  return {
    async askCloud({ submissionId }, context) {
      const { userId } = learnerOf(context)
      const id = knownId(submissionId)
      return database.asLearner(userId, async (tx) => {
        await lockLearner(tx, userId)
        const row = await submissions.findSubmission(tx, id)
        const parts = await submissions.findParts(tx, id)
        if (row === undefined || parts === undefined) throw notThere()
        const lent = lentPlace(place)
        const known = await store.cloudOf(tx, id)
        if (known !== undefined && known.endedAt === null) return { submission: await told(tx, id) }
        mustStand(row)
        const blueprint = validBlueprint(parts.checked)
        const cost = toCost(blueprint, roundPrices)
        withinLimits(blueprint, cost, lent.limits)
        if ((await store.countClouds(tx)) >= mostOfLearner)
          throw new Failure('exhausted', `${mostOfLearner} of your designs are on their way into a cloud, or there: end one of them first.`)
        const label = labelOf(now(), lent)
        const namespace = cloudNamespace(id)
        const module = toTerraform(blueprint, lent.cloud, { namespace, expires: label })
        const own = { id: uuidv7(), submissionId: id, problemId: row.problemId, cloud: lent.cloud, namespace, label, module, usdMonth: cost.usdMonth }
        await store.insertCloud(tx, userId, { ...own, blueprint, api: parts.checked?.api })
        return { submission: await told(tx, id) }
      })
    },
    async endCloud({ submissionId }, context) {
      const { userId } = learnerOf(context)
      const id = knownId(submissionId)
      return database.asLearner(userId, async (tx) => {
        if ((await submissions.findSubmission(tx, id)) === undefined) throw notThere()
        if (!(await store.endCloud(tx, id))) throw new Failure('conflict', 'There is nothing of it in a cloud.')
        return { submission: await told(tx, id) }
      })
    },
  } satisfies Partial<RunnerServiceImplementation>
}

export function cloudAdminCalls({ database, place }: CloudDeps) {
  return {
    async listClouds({ limit, cursor, waiting }, context) {
      adminOf(context)
      const most = Math.min(100, Math.max(1, limit || 20))
      const rows = await database.asService((tx) =>
        store.cloudsOfAll(tx, { before: cursor === '' ? undefined : knownCloud(cursor), waiting, limit: most }),
      )
      const page = rows.slice(0, most)
      const clouds = page.map((row) => ({
        cloud: toCloud(row),
        submissionId: row.submissionId,
        userId: row.userId ?? '',
        digest: row.planDigest,
        detail: row.detail,
        failures: row.failures,
      }))
      return { clouds, nextCursor: rows.length > most ? (page.at(-1)?.id ?? '') : '' }
    },
    async getCloudPlan({ cloudId }, context) {
      adminOf(context)
      const found = await database.asService((tx) => store.planOf(tx, knownCloud(cloudId)))
      if (found === undefined) throw noCloud()
      return { plan: found.planText, digest: found.planDigest }
    },
    async decideCloud({ cloudId, digest, decision, reason }, context) {
      adminOf(context)
      if (decision !== 'approve' && decision !== 'refuse' && decision !== 'destroy')
        throw new Failure('invalid', 'There is approve, refuse and destroy.')
      const id = knownCloud(cloudId)
      if (decision === 'approve') await sameDesign(database, id)
      // What is there is ended whether or not more is lent.
      const { hours, atOnce } = decision === 'approve' ? lentPlace(place).limits : { hours: 0, atOnce: 0 }
      const said = await database.asService((tx) => store.decideCloud(tx, { id, digest, decision, reason, hours, atOnce }))
      if (said !== 'done') throw refusals[said]()
      return {}
    },
  } satisfies Partial<RunnerServiceImplementation>
}

const noCloud = (): Failure => new Failure('not_found', 'There is no such design in a cloud.')

const refusals: Readonly<Record<Exclude<store.Decided, 'done'>, () => Failure>> = {
  gone: noCloud,
  over: () => new Failure('conflict', 'There is nothing to decide about it any more.'),
  other: () => new Failure('conflict', 'The plan is another one by now: read it again.'),
  expired: () => new Failure('conflict', 'The plan is too old: it has to be made again.'),
  full: () => new Failure('exhausted', 'As many designs are in the cloud as may be there at once.'),
}

function lentPlace(place: CloudPlace | undefined): CloudPlace {
  if (place === undefined) throw new Failure('conflict', 'No cloud is lent to designs here.')
  return place
}

/** What is approved is the design as it stands now: read, checked and derived by the version that runs. */
async function sameDesign(database: Database, id: string): Promise<void> {
  const found = await database.asService((tx) => store.planOf(tx, id))
  if (found === undefined || found.userId === null) throw noCloud()
  const { submissionId, userId, module, label } = found
  const parts = await database.asLearner(userId, (tx) => submissions.findParts(tx, submissionId))
  const cloud = await database.asLearner(userId, (tx) => store.cloudOf(tx, submissionId))
  if (parts === undefined || cloud === undefined) throw noCloud()
  const now = toTerraform(validBlueprint(parts.checked), cloud.cloud, { namespace: cloudNamespace(submissionId), expires: label })
  if (now !== module) throw new Failure('conflict', 'The design is another one by now: it has to be planned again.')
}

function validBlueprint(checked: Checked | null) {
  const read = blueprintFrom(checked?.derived?.blueprint)
  if (checked === null || !checked.valid || read.kind === 'refused')
    throw new Failure('conflict', 'Only a design that breaks no rule can be planned for a cloud.')
  return read.value
}

function knownCloud(id: string): string {
  if (!isUuid(id)) throw noCloud()
  return id
}

/** Short: names in clouds are, and everything of a design begins with it. */
export function cloudNamespace(submissionId: string): string {
  return `q${createHash('sha256').update(submissionId).digest('hex').slice(0, 12)}`
}

/** The last hour in which it may be there, as labels are written. */
function labelOf(now: Date, { limits: { hours, planHours } }: CloudPlace): string {
  return new Date(now.getTime() + (hours + planHours) * hourMs).toISOString().slice(0, 13).toLowerCase()
}
