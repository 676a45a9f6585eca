/** The contract's calls about the lab: lessons, runs, boards. */
import type { Database, Tx } from '@quint/db/database.ts'
import * as jobs from '@quint/jobs/store.ts'
import type { RunnerServiceImplementation } from '@quint/proto/gen/quint/runner/v1/runner.ts'
import { effectIdOf, learnerOf } from '@quint/rpc/server.ts'
import { Failure } from '@quint/runtime/failure.ts'
import { isUuid, uuidv7 } from '@quint/runtime/uuid.ts'
import { lockLearner } from '../../store.ts'
import { lessons } from '../run.ts'
import { aheadOf } from '../runs/ahead.ts'
import type { Following } from '../runs/following.ts'
import { labJob } from '../runs/kind.ts'
import * as store from '../runs/run-store.ts'
import { boardCalls } from './board-rpc.ts'
import { checkedLimit, cursorText, parseCursor } from './cursor.ts'
import { historyOf } from './history.ts'
import { checkedRun, type LabSandbox } from './request.ts'
import { toFigures, toLesson, toRun } from './wire.ts'

export interface LabCallsDeps {
  readonly database: Database
  readonly sandbox: LabSandbox
  readonly following: Following
  /** Of one learner, waiting or running. */
  readonly mostAtOnce: number
  readonly mostPerDay: number
}

/** Of one learner; older ones go. */
const mostKept = 100

const notThere = (): Failure => new Failure('not_found', 'There is no such run.')

export function labCalls(deps: LabCallsDeps) {
  return {
    ...lessonCalls(deps.sandbox),
    ...readingCalls(deps),
    ...changingCalls(deps),
    ...boardCalls(deps.database),
  } satisfies Partial<RunnerServiceImplementation>
}

function lessonCalls({ placed }: LabSandbox) {
  return {
    async listLabLessons() {
      return { lessons: lessons.map((lesson) => toLesson(lesson, false)) }
    },
    async getLabLesson({ slug }) {
      const lesson = lessons.find((one) => one.slug === slug)
      if (lesson === undefined) throw new Failure('not_found', 'There is no such lesson.')
      return { lesson: toLesson(lesson, true), placesNodes: placed !== undefined, placedRuns: [...(placed ?? [])] }
    },
  } satisfies Partial<RunnerServiceImplementation>
}

async function foundWhole(tx: Tx, runId: string): Promise<store.WholeRun> {
  const run = isUuid(runId) ? await store.findWhole(tx, runId) : undefined
  if (run === undefined) throw notThere()
  return run
}

function readingCalls({ database, following }: LabCallsDeps) {
  return {
    async getLabRun({ runId }, context) {
      return database.asReader(learnerOf(context).userId, async (tx) => {
        const { source, outcome, ...run } = await foundWhole(tx, runId)
        const words = Object.keys(outcome as object).length === 0 ? '' : JSON.stringify(outcome)
        return { run: toRun(run, await aheadOf(tx, run)), source, outcome: Buffer.from(words) }
      })
    },
    async listLabRuns({ workload, limit, cursor }, context) {
      const most = checkedLimit(limit)
      const rows = await database.asReader(learnerOf(context).userId, (tx) => store.listRuns(tx, { workload, limit: most, ...parseCursor(cursor) }))
      const shown = rows.slice(0, most)
      const last = shown.at(-1)
      const nextCursor = rows.length > most && last !== undefined ? cursorText(last) : ''
      // A place in the queue is told where one run is asked for.
      return { runs: shown.map((row) => toRun(row, 0)), nextCursor }
    },
    async *followLabRun({ runId, attempt, after }, context) {
      const { userId } = learnerOf(context)
      if (!isUuid(runId)) throw notThere()
      await database.asReader(userId, (tx) => foundWhole(tx, runId))
      yield* following.follow(userId, runId, { from: { attempt, after }, signal: context.signal })
    },
    async *streamLabHistory({ runId, node }, context) {
      const { userId } = learnerOf(context)
      await database.asReader(userId, (tx) => foundWhole(tx, runId))
      for await (const text of historyOf(database, userId, { runId, node })) yield { chunk: Buffer.from(text) }
    },
    async compareLabRuns({ firstRunId, secondRunId }, context) {
      const [first, second] = await database.asReader(learnerOf(context).userId, async (tx) => [
        await foundWhole(tx, firstRunId),
        await foundWhole(tx, secondRunId),
      ])
      return {
        first: toRun(first, 0),
        second: toRun(second, 0),
        sameProgram: first.source === second.source && first.language === second.language,
        sameTrial: trialOf(first) === trialOf(second),
        figures: toFigures(first, second),
      }
    },
  } satisfies Partial<RunnerServiceImplementation>
}

const trialOf = ({ workload, nodes, seconds, rate, faults, seed }: store.RunRow): string =>
  JSON.stringify([workload, nodes, seconds, rate, faults.toSorted(), seed])

function changingCalls({ database, sandbox, mostAtOnce, mostPerDay }: LabCallsDeps) {
  const told = async (tx: Tx, runId: string) => {
    const run = await foundWhole(tx, runId)
    return { run: toRun(run, await aheadOf(tx, run)) }
  }
  return {
    async startLabRun(request, context) {
      const { userId } = learnerOf(context)
      const asked = checkedRun(request, sandbox)
      const id = effectIdOf(context) ?? uuidv7()
      return database.asLearner(userId, async (tx) => {
        await lockLearner(tx, userId)
        // The same request told again.
        if ((await store.findRun(tx, id)) !== undefined) return told(tx, id)
        await withinQuota(tx, userId, { mostAtOnce, mostPerDay })
        await store.forgetOld(tx, userId, mostKept - 1)
        const jobId = await jobs.enqueue(tx, { kind: labJob, userId, input: { runId: id } })
        await store.insertRun(tx, asked, { id, userId, jobId })
        return told(tx, id)
      })
    },
    async cancelLabRun({ runId }, context) {
      const { userId } = learnerOf(context)
      return database.asLearner(userId, async (tx) => {
        const { jobId } = await foundWhole(tx, runId)
        if (!(await jobs.cancel(tx, jobId))) throw new Failure('conflict', 'This run has ended.')
        return told(tx, runId)
      })
    },
    async deleteLabRun({ runId }, context) {
      const { userId } = learnerOf(context)
      await database.asLearner(userId, async (tx) => {
        const { jobId } = await foundWhole(tx, runId)
        await jobs.cancel(tx, jobId)
        await store.deleteRun(tx, runId)
      })
      return {}
    },
  } satisfies Partial<RunnerServiceImplementation>
}

async function withinQuota(tx: Tx, userId: string, { mostAtOnce, mostPerDay }: Pick<LabCallsDeps, 'mostAtOnce' | 'mostPerDay'>): Promise<void> {
  const { active, asked } = await store.countRuns(tx, userId)
  if (active >= mostAtOnce) throw new Failure('exhausted', `${active} of your runs are under way: wait for one of them, or stop it.`)
  if (asked >= mostPerDay) throw new Failure('exhausted', `You have had ${asked} runs in a day: go on tomorrow.`)
}
