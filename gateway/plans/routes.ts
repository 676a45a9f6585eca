/** Routes of profiles and plans. */
import { Failure } from '@quint/runtime/failure.ts'
import { learnerRoute, type Route } from '../http/route.ts'
import { commentRoutes } from './comments.ts'
import { followingRoutes } from './following.ts'
import { streamGeneration } from './generation.ts'
import { toIntake, toPage, toPlan, toRequest } from './mapping.ts'
import { generateDeadlineMs, type PlansOptions } from './options.ts'
import { plannerRoutes } from './planner.ts'
import { problemRoutes } from './problems.ts'
import { reviewRoutes } from './reviews.ts'
import * as schema from './schema.ts'

export function planRoutes(options: PlansOptions): readonly Route[] {
  return [
    ...intakeRoutes(options),
    ...ownPlanRoutes(options),
    ...followingRoutes(options),
    ...problemRoutes(options),
    ...commentRoutes(options),
    ...reviewRoutes(options),
    ...plannerRoutes(options),
  ]
}

function intakeRoutes({ plans }: PlansOptions): readonly Route[] {
  return [
    learnerRoute({
      method: 'get',
      path: '/api/intake',
      summary: 'What you said of yourself before your plan was made',
      replies: [200, 'Your profile; null before the first'],
      async handle({ signal }, learner) {
        const { intake } = await plans.getIntake({}, { signal, learnerToken: learner.token }).catch(orNone)
        return { status: 200, body: { intake: intake === undefined ? null : toIntake(intake) } }
      },
    }),
    learnerRoute({
      method: 'put',
      path: '/api/intake',
      summary: 'Answer the five questions; the profile is written whole',
      replies: [200, 'Your profile'],
      body: schema.intake,
      async handle({ body, signal }, learner) {
        const { intake } = await plans.putIntake({ intake: toRequest(body) }, { signal, learnerToken: learner.token, deadline: 10_000 })
        return { status: 200, body: { intake: intake === undefined ? null : toIntake(intake) } }
      },
    }),
  ]
}

function ownPlanRoutes(options: PlansOptions): readonly Route[] {
  const { plans, limits } = options
  return [
    learnerRoute({
      method: 'post',
      path: '/api/plans/generate',
      summary: 'Make a plan out of your profile; it is your current one from then on',
      replies: [201, 'The plan: weeks, days, problems with reasons'],
      idempotent: true,
      body: schema.nothing,
      async handle({ signal, effectId }, learner) {
        await limits.plans.take(learner.userId)
        const asking = { signal, learnerToken: learner.token, deadline: generateDeadlineMs, ...(effectId === undefined ? {} : { effectId }) }
        for await (const { event } of plans.generatePlan({}, asking))
          if (event?.$case === 'plan') return { status: 201, body: { plan: toPlan(event.value) } }
        throw new Failure('unavailable', 'The plan was not finished.')
      },
    }),
    learnerRoute({
      method: 'post',
      path: '/api/plans/generate/stream',
      summary: 'Make a plan and see how it goes: event progress, then plan, or error',
      replies: [200, 'Server-sent events: progress {stage, percent}, plan {plan}, error'],
      streams: true,
      body: schema.nothing,
      async handle({ request, response, signal }, learner) {
        await limits.plans.take(learner.userId)
        await streamGeneration(options, { learner, request, response, signal })
        return undefined
      },
    }),
    learnerRoute({
      method: 'get',
      path: '/api/plans',
      summary: 'Your plans, newest first, without their days',
      replies: [200, 'A page of plans'],
      query: schema.page,
      async handle({ query, request, signal }, learner) {
        const page = await plans.listPlans({ limit: query.limit, cursor: query.cursor ?? '' }, { signal, learnerToken: learner.token })
        return { status: 200, body: toPage(page.plans, page.nextCursor, request.originalUrl) }
      },
    }),
    learnerRoute({
      method: 'get',
      path: '/api/plans/current',
      summary: 'The plan that holds now',
      replies: [200, 'The plan'],
      revalidates: true,
      async handle({ signal }, learner) {
        const { plan } = await plans.getCurrentPlan({}, { signal, learnerToken: learner.token })
        if (plan === undefined) throw new Failure('not_found', 'There is no plan yet.')
        return { status: 200, body: { plan: toPlan(plan) } }
      },
    }),
  ]
}

function orNone(error: unknown): { readonly intake?: undefined } {
  if (error instanceof Failure && error.code === 'not_found') return {}
  throw error
}
