/** Why a problem or a day is in a plan, in words: what decided it, said plainly. */
import { type Problem, rank } from '../catalogue/problem.ts'
import type { Topic } from '../catalogue/topic.ts'
import type { PlanInput } from './plan.ts'
import { confidenceIn, type Progress } from './progress.ts'

export function reasonFor(problem: Problem, input: PlanInput, progress: Progress): string {
  const given = input.weights.reasons[problem.id]
  if (given !== undefined) return given
  const title = titleOf(problem.topic, input.topics)
  const seen = progress.count(problem.topic)
  const [pattern = ''] = problem.patterns
  if (seen === 0) return `Opens ${title}, which later topics stand on.`
  if ((input.weights.topics[problem.topic] ?? 1) > 1.2) return `Your last sessions were hardest around ${title}.`
  if ((input.weights.problems[problem.id] ?? 1) > 1.2) return 'Learners found it worth their time.'
  if (progress.countOfPattern(pattern) === 0) return `A pattern that is new in this plan: ${pattern}.`
  if (confidenceIn(input.wishes, problem.topic) <= 2) return `You rated ${title} ${confidenceIn(input.wishes, problem.topic)} of 5.`
  if (rank(problem.difficulty) === 2) return `A hard one, after ${seen} of ${title}.`
  return `Comes back to ${pattern}, a little further.`
}

export function dayReason(topic: Topic | undefined, input: PlanInput, since: number | undefined): string {
  if (topic === undefined) return 'What is left of your wishes.'
  const stated = input.wishes.topicConfidence[topic.id]
  const own = stated === undefined ? '' : ` You rated it ${stated} of 5.`
  const back = since === undefined ? '' : ` Last practised ${since === 1 ? 'a day' : `${since} days`} before.`
  return `${topic.why}${own}${back}`
}

const titleOf = (id: string, topics: readonly Topic[]): string => topics.find((topic) => topic.id === id)?.title ?? id
