/** What a plan is made out of beside the wishes: near profiles, the community's word, and what the coach, interviews, imports and quizzes have shown. */
import type { Tx } from '@quint/db/database.ts'
import { type NearTopic, nearTopics } from '../intake/store.ts'
import { countsOf } from '../problems/store.ts'
import { recentSignals, type Signal } from '../reviews/store.ts'
import type { Weights } from './plan.ts'

/** Below so many near profiles nothing is taken from them. */
const fewestProfiles = 5
const mostProfiles = 20
const mostSignals = 200
const step = 0.15
/** What an outcome adds to its topics. */
const shown = { failed: 2 * step, solved: -step / 3, met: 0 } as const

/** @param ids of the problems that may be planned. */
export async function contextOf(tx: Tx, userId: string, ids: readonly string[]): Promise<Pick<Weights, 'topics' | 'problems'>> {
  const signals = await recentSignals(tx, userId, mostSignals)
  const near = await nearTopics(tx, { fewest: fewestProfiles, most: mostProfiles })
  const counts = await countsOf(tx, ids)
  return { topics: topicWeights(signals, near), problems: problemWeights(counts) }
}

/** A topic that went badly, here or for learners alike, weighs more; one that went well a little less. */
function topicWeights(signals: readonly Signal[], near: readonly NearTopic[]): Readonly<Record<string, number>> {
  const weights = new Map<string, number>()
  const add = (topic: string, by: number) => weights.set(topic, (weights.get(topic) ?? 1) + by)
  for (const { topics, outcome, weakest } of signals) {
    for (const topic of topics) add(topic, weakest === '' ? shown[outcome] : step)
  }
  // What learners alike forget needs more room than what they remember.
  for (const { topic, remembered } of near) add(topic, (0.8 - remembered) * 0.5)
  return Object.fromEntries(weights)
}

interface Said {
  readonly problemId: string
  readonly upvotes: number
  readonly tooHard: number
  readonly goodIntro: number
}

/** Votes count by their number's logarithm; what many find too hard comes less often. */
function problemWeights(counts: readonly Said[]): Readonly<Record<string, number>> {
  const told = counts.filter(({ upvotes, tooHard, goodIntro }) => upvotes + tooHard + goodIntro > 0)
  return Object.fromEntries(
    told.map(({ problemId, upvotes, tooHard, goodIntro }) => [
      problemId,
      1 + 0.15 * Math.log2(1 + upvotes + goodIntro) - 0.2 * Math.log2(1 + tooHard),
    ]),
  )
}
