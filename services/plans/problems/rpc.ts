/** The contract's calls about problems. */
import type { Database, Tx } from '@quint/db/database.ts'
import type { PlansServiceImplementation } from '@quint/proto/gen/quint/plans/v1/plans.ts'
import type { Problem as WireProblem } from '@quint/proto/gen/quint/plans/v1/problem.ts'
import { effectIdOf, learnerOf } from '@quint/rpc/server.ts'
import { Failure } from '@quint/runtime/failure.ts'
import { isUuid, uuidv7 } from '@quint/runtime/uuid.ts'
import type { Problem } from '../catalogue/problem.ts'
import { checkedLimit } from '../cursor.ts'
import { lockLearner } from '../store.ts'
import { checkedOwn, checkedText } from './checks.ts'
import { search, similarTo } from './search.ts'
import type { Shelf } from './shelf.ts'
import * as store from './store.ts'

export interface ProblemDeps {
  readonly database: Database
  readonly shelf: Shelf
}

const mostOwn = 500
const mostSimilar = 6
const longestNotes = 20_000

export function problemCalls({ database, shelf }: ProblemDeps) {
  return {
    async listProblems({ topic, difficulty, pattern, source, query, limit, cursor }, context) {
      const { userId } = learnerOf(context)
      const most = checkedLimit(limit)
      const wanted = { topic, difficulty, pattern, source, query: checkedText(query, 'query', 255) }
      return database.asReader(userId, async (tx) => {
        const found = search([...(await store.ownProblems(tx, userId)), ...shelf.all()], wanted)
        const start = startOf(found, cursor)
        const page = found.slice(start, start + most)
        const last = page.at(-1)
        const nextCursor = last !== undefined && start + most < found.length ? Buffer.from(last.id).toString('base64url') : ''
        return { problems: await told(tx, userId, page), nextCursor }
      })
    },
    async getProblem({ problemId }, context) {
      const { userId } = learnerOf(context)
      return database.asReader(userId, async (tx) => {
        const problem = await findProblem(tx, shelf, { userId, problemId })
        const near = similarTo(problem, shelf.all(), mostSimilar)
        const [own, ...similar] = await told(tx, userId, [problem, ...near])
        return { ...(own === undefined ? {} : { problem: own }), notes: await store.findNotes(tx, userId, problemId), similar }
      })
    },
    async addProblem(request, context) {
      const { userId } = learnerOf(context)
      const problem = checkedOwn(request, effectIdOf(context) ?? uuidv7())
      return database.asLearner(userId, async (tx) => {
        await lockLearner(tx, userId)
        if ((await store.ownProblems(tx, userId)).length >= mostOwn)
          throw new Failure('conflict', `You have ${mostOwn} problems of your own: take one away first.`)
        await store.insertOwn(tx, userId, problem)
        const [made] = await told(tx, userId, [problem])
        return made === undefined ? {} : { problem: made }
      })
    },
    async deleteProblem({ problemId }, context) {
      const { userId } = learnerOf(context)
      const gone = isUuid(problemId) && (await database.asLearner(userId, (tx) => store.deleteOwn(tx, userId, problemId)))
      if (!gone) throw new Failure('not_found', 'There is no such problem of yours.')
      return {}
    },
    async voteProblem({ problemId, up }, context) {
      const { userId } = learnerOf(context)
      if (shelf.find(problemId) === undefined) throw new Failure('not_found', 'There is no such problem.')
      return database.asLearner(userId, async (tx) => {
        await lockLearner(tx, userId)
        await store.setUpvote(tx, userId, { problemId, up })
        const [counts] = await store.countsOf(tx, [problemId])
        return { upvotes: counts?.upvotes ?? 0, upvoted: up }
      })
    },
    async putNotes({ problemId, notes }, context) {
      const { userId } = learnerOf(context)
      const kept = checkedText(notes, 'notes', longestNotes)
      await database.asLearner(userId, async (tx) => {
        await lockLearner(tx, userId)
        await findProblem(tx, shelf, { userId, problemId })
        await store.putNotes(tx, userId, { problemId, notes: kept })
      })
      return {}
    },
  } satisfies Partial<PlansServiceImplementation>
}

/** @throws Failure('not_found') for what is neither in the catalogue nor the learner's. */
async function findProblem(tx: Tx, shelf: Shelf, { userId, problemId }: { readonly userId: string; readonly problemId: string }): Promise<Problem> {
  const problem = shelf.find(problemId) ?? (isUuid(problemId) ? await store.findOwn(tx, userId, problemId) : undefined)
  if (problem === undefined) throw new Failure('not_found', 'There is no such problem.')
  return problem
}

/** After the problem that the page before ended with; a problem that is gone since begins anew. */
function startOf(found: readonly Problem[], cursor: string): number {
  if (cursor === '') return 0
  const last = Buffer.from(cursor, 'base64url').toString()
  if (!/^[a-z0-9-]{1,255}$/.test(last))
    throw new Failure('invalid', 'The cursor is not one of ours.', { fields: [{ path: 'cursor', message: 'is malformed' }] })
  return found.findIndex(({ id }) => id === last) + 1
}

async function told(tx: Tx, userId: string, problems: readonly Problem[]): Promise<WireProblem[]> {
  const ids = problems.map(({ id }) => id)
  const counts = new Map((await store.countsOf(tx, ids)).map((one) => [one.problemId, one]))
  const upvoted = await store.upvotedOf(tx, userId, ids)
  const none = { upvotes: 0, tooHard: 0, goodIntro: 0, patternPractice: 0, comments: 0 }
  return problems.map((problem) => {
    const { upvotes, tooHard, goodIntro, patternPractice, comments } = counts.get(problem.id) ?? none
    return { ...problem, patterns: [...problem.patterns], upvoted: upvoted.has(problem.id), upvotes, tooHard, goodIntro, patternPractice, comments }
  })
}
