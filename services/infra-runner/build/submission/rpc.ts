/** The contract's calls about design problems and submissions of one's own. */

import type { Database, Tx } from '@quint/db/database.ts'
import * as jobs from '@quint/jobs/store.ts'
import { checkedAppeal } from '@quint/moderation/appeal.ts'
import type { Submission } from '@quint/proto/gen/quint/runner/v1/design.ts'
import type { RunnerServiceImplementation } from '@quint/proto/gen/quint/runner/v1/runner.ts'
import { effectIdOf, learnerOf } from '@quint/rpc/server.ts'
import { Failure } from '@quint/runtime/failure.ts'
import { uuidv7 } from '@quint/runtime/uuid.ts'
import * as events from '../../events.ts'
import { lockLearner } from '../../store.ts'
import { cloudOf } from '../cloud/cloud-store.ts'
import type { CloudPlace } from '../cloud/place.ts'
import { packs } from '../packs/packs.ts'
import { designJob, namespaceOf } from '../pipeline/pipeline.ts'
import type { Asked as ReferenceAsked } from '../reference/version.ts'
import { checkDesign } from './check.ts'
import type { Written } from './compose.ts'
import type { Following } from './following.ts'
import { knownTarget, planned } from './planned.ts'
import { judgedText, knownId, notThere, packOf, writtenOf } from './request.ts'
import { isOver } from './status.ts'
import * as store from './submission-store.ts'
import { newsAfter } from './trial-store.ts'
import { weigh, withoutInferred } from './weigh.ts'
import { progressOf, toChecked, toDesignProblem, toInput, toSubmission, toWholeProblem } from './wire.ts'

export interface SubmissionDeps {
  readonly database: Database
  readonly following: Following
  /** Of one learner, under way. */
  readonly mostAtOnce: number
  readonly mostPerDay: number
  /** How long a submission may take from its start. */
  readonly longestMs: number
  readonly now: () => Date
  /** Whether there is anybody who would. */
  readonly deploys: boolean
  /** The cloud that is lent to designs; absent: none. */
  readonly place: CloudPlace | undefined
  /** What problems' own designs are asked. */
  readonly references: ReferenceAsked
}

const dayMs = 86_400_000
const mostNews = 500

const mostEdits = 64
const longestEdit = 8000

/** The design with the edits that fit, read and judged again. */
async function weighedDesign(written: Written & { readonly problemId: string }, edits: readonly string[]) {
  const pack = written.problemId === '' ? undefined : packOf(written.problemId)
  const begun = await checkDesign(written, pack)
  if (begun.derived === undefined) return { taken: [], refused: [], diff: [], unmapped: begun.unmapped, checked: begun }
  const { blueprint, ...weighed } = weigh(begun.derived.blueprint, edits, written.designText)
  const checked = await checkDesign({ ...written, blueprint: JSON.stringify(blueprint) }, pack)
  const quoted = weighed.taken.flatMap(({ edit }) => edit.quote ?? [])
  return {
    ...weighed,
    said: withoutInferred(blueprint),
    unmapped: begun.unmapped.filter((sentence) => !quoted.some((quote) => overlap(sentence, quote))),
    checked,
  }
}

function overlap(sentence: string, quote: string): boolean {
  return sentence.includes(quote) || quote.includes(sentence)
}

function problemCalls() {
  return {
    async listDesignProblems() {
      return { problems: packs.map(toDesignProblem) }
    },
    async getDesignProblem({ problemId }) {
      return toWholeProblem(packOf(problemId))
    },
    async validateDesign({ design }, context) {
      learnerOf(context)
      const written = writtenOf(design)
      return toChecked(await checkDesign(written, written.problemId === '' ? undefined : packOf(written.problemId)))
    },
    async weighEdits({ design, edits }, context) {
      learnerOf(context)
      if (edits.length > mostEdits || edits.some((edit) => edit.length > longestEdit))
        throw new Failure('invalid', `There are at most ${mostEdits} edits of at most ${longestEdit} characters.`)
      const written = writtenOf(design)
      return { weighed: Buffer.from(JSON.stringify(await weighedDesign(written, edits))) }
    },
    async planDesign({ design, target }, context) {
      learnerOf(context)
      const written = writtenOf(design)
      const checked = await checkDesign(written, written.problemId === '' ? undefined : packOf(written.problemId))
      return { plan: Buffer.from(JSON.stringify(planned(checked, knownTarget(target)))) }
    },
  } satisfies Partial<RunnerServiceImplementation>
}

export interface Asked {
  readonly id: string
  readonly written: Written & { readonly problemId: string }
  readonly despite: boolean
  readonly previousId: string
  readonly wait: boolean
}

/** Keeps it and has it begun, in one transaction; the same request told again is the same submission. */
export async function submit({ database, ...deps }: SubmissionDeps, userId: string, asked: Asked) {
  const { id, written, despite, previousId, wait } = asked
  packOf(written.problemId)
  if (!wait) mustDeploy(deps)
  const judged = judgedText(written)
  return database.asLearner(userId, async (tx) => {
    await lockLearner(tx, userId)
    if ((await store.findSubmission(tx, id)) === undefined) {
      await withinQuota(tx, userId, deps)
      const previous = previousId === '' ? undefined : (await store.findSubmission(tx, knownId(previousId)))?.id
      if (previousId !== '' && previous === undefined) throw notThere()
      const expiresAt = new Date(deps.now().getTime() + (wait ? dayMs : deps.longestMs))
      await store.insertSubmission(tx, userId, { ...written, id, previousId: previous, namespace: namespaceOf(id), despite, ...judged, expiresAt })
      if (!wait) await begin(tx, userId, { id, deps })
    }
    return { submission: await submissionIn(tx, id, deps.place) }
  })
}

async function begin(
  tx: Tx,
  userId: string,
  { id, deps }: { readonly id: string; readonly deps: Pick<SubmissionDeps, 'longestMs' | 'now'> },
): Promise<void> {
  const jobId = await jobs.enqueue(tx, { kind: designJob, userId, input: { submissionId: id } })
  await store.startSubmission(tx, id, { jobId, expiresAt: new Date(deps.now().getTime() + deps.longestMs) })
  const row = await store.findSubmission(tx, id)
  if (row !== undefined) await events.submissionStarted(tx, { submissionId: id, userId, problem: row.problemId, attempt: row.attempt })
}

function mustDeploy({ deploys }: Pick<SubmissionDeps, 'deploys'>): void {
  if (!deploys) throw new Failure('unavailable', 'Designs are not deployed here: they can be drawn and checked.')
}

/** What was taken down is not begun again, also while somebody looks at it once more: it can be changed into another one. */
export function mustStand({ moderation, appeal }: Pick<store.SubmissionRow, 'moderation' | 'appeal'>): void {
  if (moderation === 'removed' || (moderation === 'review' && appeal !== '')) throw new Failure('forbidden', 'This design was taken down.')
}

export async function submissionIn(tx: Tx, id: string, place: CloudPlace | undefined): Promise<Submission> {
  const row = await store.findSubmission(tx, id)
  if (row === undefined) throw notThere()
  return toSubmission(row, await progressOf(tx, row), { cloud: await cloudOf(tx, id), offered: place?.cloud ?? '' })
}

export function submissionCalls(deps: SubmissionDeps) {
  const { database, following } = deps
  return {
    ...problemCalls(),
    async submitDesign({ design, despite, previousId, wait }, context) {
      const { userId } = learnerOf(context)
      return submit(deps, userId, { id: effectIdOf(context) ?? uuidv7(), written: writtenOf(design), despite, previousId, wait })
    },
    async listSubmissions({ problemId, limit, cursor }, context) {
      const { userId } = learnerOf(context)
      const most = Math.min(100, Math.max(1, limit || 20))
      return database.asReader(userId, async (tx) => {
        const before = cursor === '' ? undefined : await store.placeOfSubmission(tx, knownId(cursor))
        const rows = await store.listSubmissions(tx, userId, { problemId, limit: most, before })
        const page = rows.slice(0, most)
        return { submissions: page.map((row) => toSubmission(row)), nextCursor: rows.length > most ? (page.at(-1)?.id ?? '') : '' }
      })
    },
    async getSubmission({ submissionId }, context) {
      const { userId } = learnerOf(context)
      const id = knownId(submissionId)
      return database.asLearner(userId, async (tx) => {
        const submission = await submissionIn(tx, id, deps.place)
        const parts = await store.findParts(tx, id)
        if (parts === undefined) throw notThere()
        const checked = parts.checked === null ? Buffer.alloc(0) : Buffer.from(JSON.stringify(parts.checked))
        return { submission, design: toInput(submission.problemId, parts), checked }
      })
    },
    async *followSubmission({ submissionId, after }, context) {
      yield* following.follow(learnerOf(context).userId, knownId(submissionId), { after, signal: context.signal })
    },
    async listTrialEvents({ submissionId, after, limit }, context) {
      const { userId } = learnerOf(context)
      const most = Math.min(mostNews, Math.max(1, limit || 100))
      return database.asReader(userId, async (tx) => {
        if ((await store.findSubmission(tx, knownId(submissionId))) === undefined) throw notThere()
        const news = await newsAfter(tx, submissionId, { after, limit: most })
        return { news, nextAfter: news.length === most ? (news.at(-1)?.seq ?? 0) : 0 }
      })
    },
    async actOnSubmission({ submissionId, action }, context) {
      const { userId } = learnerOf(context)
      const id = knownId(submissionId)
      return database.asLearner(userId, async (tx) => {
        await lockLearner(tx, userId)
        const own = await store.ownSubmission(tx, id)
        if (own === undefined) throw notThere()
        await act(tx, { userId, own, action, deps })
        return action === 'delete' ? {} : { submission: await submissionIn(tx, id, deps.place) }
      })
    },
    async appealSubmission({ submissionId, appeal }, context) {
      const { userId } = learnerOf(context)
      const [id, words] = [knownId(submissionId), checkedAppeal(appeal)]
      return database.asLearner(userId, async (tx) => {
        await lockLearner(tx, userId)
        if ((await store.ownSubmission(tx, id)) === undefined) throw notThere()
        if (!(await store.appeal(tx, id, words)))
          throw new Failure('conflict', 'Another look is taken once, at a design that a moderator has taken down.')
        return { submission: await submissionIn(tx, id, deps.place) }
      })
    },
  } satisfies Partial<RunnerServiceImplementation>
}

interface Acting {
  readonly userId: string
  readonly own: store.SubmissionRow & { readonly jobId: string | null }
  readonly action: string
  readonly deps: SubmissionDeps
}

async function act(tx: Tx, { userId, own, action, deps }: Acting): Promise<void> {
  const { id, status, jobId } = own
  if (action === 'start' || action === 'retry') mustStand(own)
  switch (action) {
    case 'start':
      mustDeploy(deps)
      if (jobId !== null) throw new Failure('conflict', 'It was started already.')
      return await begin(tx, userId, { id, deps })
    case 'retry':
      mustDeploy(deps)
      if (!isOver(status) || status === 'COMPLETED') throw new Failure('conflict', 'Only a submission that failed or was stopped can be tried again.')
      await withinQuota(tx, userId, deps)
      return await begin(tx, userId, { id, deps })
    case 'cancel':
    case 'teardown':
      if (jobId === null) return void (await store.endSubmission(tx, id, { status: 'CANCELLED', error: 'cancelled', message: 'It was stopped.' }))
      if (!(await jobs.cancel(tx, jobId)) && action === 'cancel') throw new Failure('conflict', 'It is over already.')
      return
    case 'delete':
      if (jobId !== null) await jobs.cancel(tx, jobId)
      return await store.deleteSubmission(tx, id)
    default:
      throw new Failure('invalid', 'There is no such action.')
  }
}

async function withinQuota(
  tx: Tx,
  userId: string,
  { mostAtOnce, mostPerDay, now }: Pick<SubmissionDeps, 'mostAtOnce' | 'mostPerDay' | 'now'>,
): Promise<void> {
  const { active, asked } = await store.countSubmissions(tx, userId, new Date(now().getTime() - dayMs))
  if (active >= mostAtOnce)
    throw new Failure('exhausted', `${active} of your designs are being tried: wait for one of them.`, { retryAfterSeconds: 30 })
  if (asked >= mostPerDay)
    throw new Failure('exhausted', `You have submitted ${asked} designs in a day: go on tomorrow.`, { retryAfterSeconds: 3600 })
}
