/** Routes of the lab: what can be learned there, runs of distributed programs under faults, the boards. */
import { Failure } from '@quint/runtime/failure.ts'
import type { Limit } from '../http/limits.ts'
import { learnerRoute, openRoute, type Route } from '../http/route.ts'
import { sendHistory } from './download.ts'
import { type LabOptions, streamRun } from './following.ts'
import { toComparison, toLesson, toPlace, toRun, toWhole } from './mapping.ts'
import { refusedHere } from './refused.ts'
import * as schema from './schema.ts'

export interface LabRoutesOptions extends LabOptions {
  readonly limit: Limit
}

const runs = '/api/lab/runs'

export function labRoutes(options: LabRoutesOptions): readonly Route[] {
  return [...lessonRoutes(options), ...runRoutes(options), ...oneRunRoutes(options), ...fileRoutes(options), ...boardRoutes(options)]
}

function lessonRoutes({ runner }: LabRoutesOptions): readonly Route[] {
  return [
    openRoute({
      method: 'get',
      path: '/api/lab/workloads',
      summary: 'What can be built and broken in the lab',
      replies: [200, 'Each workload with its faults and what a run of it usually asks for'],
      async handle({ signal }) {
        const { lessons } = await runner.listLabLessons({}, { signal })
        return { status: 200, body: { items: lessons.map(toLesson), nextCursor: null } }
      },
    }),
    openRoute({
      method: 'get',
      path: '/api/lab/workloads/:slug',
      summary: 'One workload with its hints, and programs to begin with in three languages',
      replies: [200, 'The workload'],
      async handle({ params, signal }) {
        const { lesson, placesNodes, placedRuns } = await runner.getLabLesson({ slug: params.slug ?? '' }, { signal })
        if (lesson === undefined) throw new Failure('not_found', 'There is no such lesson.')
        return { status: 200, body: { workload: { ...toLesson(lesson), placesNodes, placedRuns } } }
      },
    }),
  ]
}

function runRoutes({ runner, limit }: LabRoutesOptions): readonly Route[] {
  return [
    learnerRoute({
      method: 'post',
      path: runs,
      summary: 'Run a program as a cluster under faults; it is done in the background',
      replies: [202, 'The run, which waits for its turn'],
      idempotent: true,
      body: schema.run,
      async handle({ body, signal, effectId }, learner) {
        await limit.take(learner.userId)
        const { workload, nodeCount: nodes, timeLimitSeconds: seconds, rate, seed, nemesis, program, transport } = body
        const source = Object.values(program.files)[0] ?? ''
        const faults = nemesis.map((name) => schema.faultOf[name])
        const asked = { workload, language: program.language, style: schema.styleOf[transport], source, nodes, seconds, rate, faults, seed }
        const asking = { signal, learnerToken: learner.token, ...(effectId === undefined ? {} : { effectId }) }
        return { status: 202, body: { run: toRun((await refusedHere(runner.startLabRun(asked, asking))).run) } }
      },
    }),
    learnerRoute({
      method: 'get',
      path: runs,
      summary: 'Your runs, newest first',
      replies: [200, 'A page of runs'],
      query: schema.list,
      async handle({ query, request, signal }, learner) {
        const { workload = '', limit: most, cursor = '' } = query
        const found = await runner.listLabRuns({ workload, limit: most, cursor }, { signal, learnerToken: learner.token })
        return { status: 200, body: pageOf(found.runs.map(toRun), found.nextCursor, request.originalUrl) }
      },
    }),
    learnerRoute({
      method: 'get',
      path: `${runs}/compare`,
      summary: 'Two of your runs beside each other',
      replies: [200, 'Both runs, what they have in common, and their figures'],
      query: schema.compare,
      async handle({ query, signal }, learner) {
        const [firstRunId = '', secondRunId = ''] = query.ids.split(',')
        const both = await runner.compareLabRuns({ firstRunId, secondRunId }, { signal, learnerToken: learner.token })
        return { status: 200, body: toComparison(both) }
      },
    }),
  ]
}

function oneRunRoutes(options: LabRoutesOptions): readonly Route[] {
  const { runner } = options
  return [
    learnerRoute({
      method: 'get',
      path: `${runs}/:id`,
      summary: 'One run with its program, its verdict and the smallest example of what went wrong',
      replies: [200, 'The run'],
      async handle({ params, signal }, learner) {
        return { status: 200, body: { run: toWhole(await runner.getLabRun({ runId: params.id ?? '' }, { signal, learnerToken: learner.token })) } }
      },
    }),
    learnerRoute({
      method: 'delete',
      path: `${runs}/:id`,
      summary: 'Take away a run of your own, also while it goes on',
      replies: [204, 'It is gone'],
      async handle({ params, signal }, learner) {
        await runner.deleteLabRun({ runId: params.id ?? '' }, { signal, learnerToken: learner.token })
        return { status: 204, body: undefined }
      },
    }),
    learnerRoute({
      method: 'post',
      path: `${runs}/:id/cancel`,
      summary: 'Stop a run',
      replies: [202, 'The run, which ends in a moment'],
      async handle({ params, signal }, learner) {
        const { run } = await runner.cancelLabRun({ runId: params.id ?? '' }, { signal, learnerToken: learner.token })
        return { status: 202, body: { run: toRun(run) } }
      },
    }),
    learnerRoute({
      method: 'get',
      path: `${runs}/:id/events`,
      summary: 'A run and what happens in it, from the start or from where Last-Event-ID says',
      replies: [200, 'Server-sent events: run {run}, events {attempt, place, events}, end, gone, error'],
      streams: true,
      async handle({ request, response, params, signal }, learner) {
        await streamRun(options, { learner, runId: params.id ?? '', request, response, signal })
        return undefined
      },
    }),
  ]
}

function fileRoutes(options: LabRoutesOptions): readonly Route[] {
  return [
    learnerRoute({
      method: 'get',
      path: `${runs}/:id/history`,
      summary: 'Everything that happened in a run, a line of JSON each',
      replies: [200, 'The file'],
      streams: true,
      type: 'application/jsonl',
      async handle({ params, response, signal }, learner) {
        await sendHistory(options, { learner, runId: params.id ?? '', node: '', response, signal })
        return undefined
      },
    }),
    learnerRoute({
      method: 'get',
      path: `${runs}/:id/nodes/:node/log`,
      summary: 'What one node of a run logged',
      replies: [200, 'The text'],
      streams: true,
      type: 'text/plain',
      async handle({ params, response, signal }, learner) {
        const node = params.node ?? ''
        if (!/^n\d{1,2}$/.test(node)) throw new Failure('not_found', 'There is no such node.')
        await sendHistory(options, { learner, runId: params.id ?? '', node, response, signal })
        return undefined
      },
    }),
  ]
}

function boardRoutes({ runner }: LabRoutesOptions): readonly Route[] {
  return [
    learnerRoute({
      method: 'get',
      path: '/api/lab/leaderboard',
      summary: 'The board of a workload: fewest messages per operation first, of those who chose to be on it',
      replies: [200, 'A page of the board, and your own place'],
      query: schema.board,
      async handle({ query, request, signal }, learner) {
        const { workload, limit, cursor = '' } = query
        const board = await runner.getLabLeaderboard({ workload, limit, cursor }, { signal, learnerToken: learner.token })
        const { own, joined, pseudonym, fewest } = board
        const page = pageOf(board.places.map(toPlace), board.nextCursor, request.originalUrl)
        const self = { own: own === undefined ? null : toPlace(own), joined, pseudonym: joined ? pseudonym : null, fewest }
        return { status: 200, body: { workload, ...page, ...self } }
      },
    }),
    learnerRoute({
      method: 'put',
      path: '/api/lab/leaderboard/membership',
      summary: 'Be on the boards of the lab under a name that is drawn, or leave all of them',
      replies: [200, 'Whether you are on them, and as whom'],
      body: schema.membership,
      async handle({ body, signal }, learner) {
        const { joined, pseudonym } = await runner.joinLabLeaderboard(body, { signal, learnerToken: learner.token })
        return { status: 200, body: { joined, pseudonym: joined ? pseudonym : null } }
      },
    }),
  ]
}

/** What comes next stands in a link. */
function pageOf<Item>(items: readonly Item[], nextCursor: string, href: string) {
  const next = new URL(href, 'http://here')
  next.searchParams.set('cursor', nextCursor)
  const links = nextCursor === '' ? {} : { next: { href: `${next.pathname}${next.search}` } }
  return { items, nextCursor: nextCursor === '' ? null : nextCursor, _links: { self: { href }, ...links } }
}
