/** Routes where designs are put into words: read from a text, assessed, explained, discussed; with a model where there is one, by rules alone where not. */
import type { DesignPoint, DiscussDesignResponse } from '@quint/proto/gen/quint/hints/v1/design.ts'
import type { DesignInput, DiscussDesignRequest } from '@quint/proto/gen/quint/runner/v1/design.ts'
import { isAway } from '@quint/runtime/failure.ts'
import { begun } from '../http/begun.ts'
import { toProblem as problemOfFailure } from '../http/problem.ts'
import { learnerRoute, type Route } from '../http/route.ts'
import { openEventStream } from '../http/sse.ts'
import { jsonOf } from './mapping.ts'
import type { DesignOptions } from './options.ts'
import { readDesign } from './reading.ts'
import * as schema from './schema.ts'
import { type Asking, type Checked, type CoachedAsking, checkedOf, coachedAsking, derivedOf, problemOf, subjectOf } from './subject.ts'
import { there } from './submissions.ts'

const longestMs = 50_000

export function coachedRoutes(options: DesignOptions): readonly Route[] {
  return [...wordingRoutes(options), chatRoute(options)]
}

function wordingRoutes(options: DesignOptions): readonly Route[] {
  const { limits } = options
  return [
    learnerRoute({
      method: 'post',
      path: '/api/design/read',
      summary: "Edits that a design's text asks for, each with its quote or marked as inferred; what comes of them, and what was not mapped",
      replies: [200, 'The design as it was read, every edit, the difference'],
      body: schema.design,
      async handle({ body, signal }, learner) {
        await limits.designs.take(learner.userId)
        return { status: 200, body: { ...(await readDesign(options, body, await coachedAsking(options, learner, signal))) } }
      },
    }),
    learnerRoute({
      method: 'post',
      path: '/api/design/assess',
      summary: 'Scalability, reliability, data model and API of a design, with evidence that points at a place or at words of its text',
      replies: [200, 'The four assessments'],
      body: schema.design,
      async handle({ body, signal }, learner) {
        await limits.designs.take(learner.userId)
        return { status: 200, body: await assessed(options, body, await coachedAsking(options, learner, signal)) }
      },
    }),
    learnerRoute({
      method: 'post',
      path: '/api/submissions/:id/explanation',
      summary: 'What went wrong with a submission and why, in words that rest on what was seen',
      replies: [200, 'Paragraphs, each with the observations that it rests on'],
      async handle({ params, signal }, learner) {
        await limits.designs.take(learner.userId)
        return { status: 200, body: await explained(options, params.id ?? '', await coachedAsking(options, learner, signal)) }
      },
    }),
  ]
}

async function assessed(options: DesignOptions, design: DesignInput, { coach, ...asking }: CoachedAsking) {
  const checked = await checkedOf(options, design, asking)
  const { assessments } = derivedOf(checked)
  const subject = subjectOf(checked, design.designText, await problemOf(options, design.problemId, asking))
  const byRules = assessments.map(({ area, score, evidence }) => ({
    area,
    score,
    evidence: evidence.map(({ speaks, place, says, inferred = false }) => ({ speaks, place, says, inferred, quote: '' })),
  }))
  const asked = options.hints.assessDesign({ design: subject, byRules, coach }, { ...asking, deadline: longestMs })
  const { assessments: found, source } = await asked.catch(withoutHints(() => ({ assessments: byRules, source: 'offline' })))
  return { assessments: found, source: byName(source) }
}

interface Told {
  readonly analysis: readonly { readonly what: string; readonly why: string }[]
}

/** Of a design that was tried, what its report tells; of one that was not, why not. */
async function explained(options: DesignOptions, submissionId: string, { coach, ...asking }: CoachedAsking) {
  const { runner, hints } = options
  const found = await runner.getSubmission({ submissionId }, asking)
  const { status, errorMessage, problemId } = there(found.submission)
  const checked = jsonOf(found.checked) as Checked | null
  const seen: DesignPoint[] = [
    ...(errorMessage === '' ? [] : [{ place: status, text: errorMessage }]),
    ...(status === 'COMPLETED' ? await observed(runner, submissionId, asking) : failures(checked)),
  ]
  if (seen.length === 0) return { paragraphs: [], seen, source: 'rules' }
  const design = subjectOf(checked ?? { findings: [] }, found.design?.designText ?? '', await problemOf(options, problemId, asking))
  const alone = { paragraphs: seen.map(({ text }, at) => ({ text, restsOn: [at] })), source: 'offline' }
  const asked = hints.explainDesign({ design, seen, coach }, { ...asking, deadline: longestMs })
  const { paragraphs, source } = await asked.catch(withoutHints(() => alone))
  return { paragraphs, seen, source: byName(source) }
}

async function observed(runner: DesignOptions['runner'], submissionId: string, asking: Asking): Promise<DesignPoint[]> {
  const { report } = await runner.getReport({ submissionId, format: 'json' }, asking)
  return (jsonOf(report) as Told).analysis.slice(0, 40).map(({ what, why }) => ({ place: what, text: why }))
}

function failures(checked: Checked | null): DesignPoint[] {
  if (checked === null) return []
  const { problems, findings } = checked
  const wrong = [
    ...problems.map(({ path, message }) => ({ place: path, text: message })),
    ...findings.map(({ place, reason }) => ({ place, text: reason })),
  ]
  return wrong.slice(0, 20)
}

async function* ofRules(byRules: readonly string[]): AsyncGenerator<DiscussDesignResponse> {
  for (const text of byRules) yield { event: { $case: 'delta', value: { text } } }
  yield { event: { $case: 'answered', value: { source: 'offline', model: '' } } }
}

/** Who words things may be away: rules never are. */
function withoutHints<T>(instead: () => T): (error: unknown) => T {
  return (error) => {
    if (isAway(error)) return instead()
    throw error
  }
}

/** In the words of the public contract. */
function byName(source: string): string {
  return source === 'offline' ? 'rules' : source
}

function messageOf({ event }: DiscussDesignResponse): { readonly name: string; readonly data: string } | undefined {
  switch (event?.$case) {
    case 'delta':
      return { name: 'token', data: JSON.stringify({ text: event.value.text }) }
    case 'retract':
      return { name: 'retract', data: JSON.stringify({ from: event.value.from }) }
    case 'answered':
      return { name: 'done', data: JSON.stringify({ source: byName(event.value.source) }) }
    default:
      return undefined
  }
}

async function rulesSay({ runner }: DesignOptions, asked: DiscussDesignRequest, asking: Asking): Promise<readonly string[]> {
  const said: string[] = []
  for await (const { text } of runner.discussDesign(asked, { ...asking, deadline: 20_000 })) if (text !== '') said.push(text)
  return said
}

function chatRoute(options: DesignOptions): Route {
  const { hints, limits, leaving, log } = options
  return learnerRoute({
    method: 'post',
    path: '/api/design/chat',
    summary: 'Ask something about your design: what stands in it and what rules find, and a question back, never the design itself',
    replies: [200, 'Server-sent events: token {text}, retract {from}, done {source}, error'],
    streams: true,
    body: schema.question,
    async handle({ body, signal, request, response }, learner) {
      await limits.designs.take(learner.userId)
      const { message, ...design } = body
      const either = AbortSignal.any([signal, leaving])
      const { coach, ...asking } = await coachedAsking(options, learner, either)
      const byRules = await rulesSay(options, { design, message }, asking)
      const subject = subjectOf(await checkedOf(options, design, asking), design.designText, await problemOf(options, design.problemId, asking))
      // A refusal comes before the stream is open, as a plain problem.
      const asked = hints.discussDesign({ design: subject, question: message, byRules: [...byRules], coach }, { ...asking, deadline: 60_000 })
      const pieces = await begun(asked).catch(withoutHints(() => ofRules(byRules)))
      const stream = openEventStream(response)
      try {
        for await (const piece of pieces) {
          const message = messageOf(piece)
          if (message !== undefined) await stream.send(message)
        }
      } catch (error) {
        if (either.aborted) return undefined
        const problem = problemOfFailure(error, request)
        log.error('a question about a design was answered no further', error, { requestId: problem.requestId })
        await stream.send({ name: 'error', data: JSON.stringify(problem) })
      } finally {
        stream.end()
      }
      return undefined
    },
  })
}
