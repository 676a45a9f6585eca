/** A learner's profile: what may stand in it, and what of it is compared with others. */
import type { Intake } from '@quint/proto/gen/quint/plans/v1/intake.ts'
import { Failure, type FieldProblem } from '@quint/runtime/failure.ts'
import { topicIds } from '../catalogue/topic.ts'
import { isTimeZone } from '../plan/calendar-day.ts'
import { type Level, levels, type Wishes, weaknesses } from '../plan/plan.ts'

export interface Profile extends Wishes {
  readonly roleTarget: readonly string[]
  readonly constraints: string
  readonly pastExperience: string
  readonly timeZone: string
  readonly regenerationAnswers: readonly { readonly q: string; readonly a: string }[]
  /** RFC 3339, UTC; empty before it is written. */
  readonly updatedAt: string
}

const everyDay = [1, 2, 3, 4, 5, 6, 7]
const longestText = 2000
const mostRoles = 10

/** @throws Failure('invalid') that names every field which cannot be. */
export function checkedProfile(intake: Intake): Profile {
  const problems: FieldProblem[] = []
  const must = (holds: boolean, path: string, message: string): void => {
    if (!holds) problems.push({ path, message })
  }
  const level = levels.find((one) => one === intake.level)
  must(level !== undefined, 'level', `must be one of ${levels.join(', ')}`)
  must(isWhole(intake.timelineWeeks, 1, 52), 'timelineWeeks', 'must be from 1 to 52')
  must(isWhole(intake.hoursPerWeek, 1, 80), 'hoursPerWeek', 'must be from 1 to 80')
  must(intake.roleTarget.length <= mostRoles && intake.roleTarget.every(isShort), 'roleTarget', `must be at most ${mostRoles} short names`)
  for (const [topic, confidence] of Object.entries(intake.topicConfidence)) {
    must(topicIds.has(topic), `topicConfidence.${topic.slice(0, 40)}`, 'is not a topic')
    must(isWhole(confidence, 1, 5), `topicConfidence.${topic.slice(0, 40)}`, 'must be from 1 to 5')
  }
  must(intake.weaknesses.every(isWeakness), 'weaknesses', `must be of ${weaknesses.join(', ')}`)
  must(isText(intake.constraints), 'constraints', `must be text of at most ${longestText} characters`)
  must(isText(intake.pastExperience), 'pastExperience', `must be text of at most ${longestText} characters`)
  must(isTimeZone(intake.timeZone), 'timeZone', 'is not a time zone')
  must(intake.daysAvailable.length > 0, 'daysAvailable', 'must be at least one day')
  must(
    intake.daysAvailable.every((day) => everyDay.includes(day)),
    'daysAvailable',
    'must be from 1, Monday, to 7, Sunday',
  )
  if (problems.length > 0 || level === undefined) throw new Failure('invalid', 'This profile cannot be.', { fields: problems.slice(0, 20) })
  return {
    ...intake,
    level,
    daysAvailable: [...new Set(intake.daysAvailable)].sort(),
    weaknesses: [...new Set(intake.weaknesses)],
    regenerationAnswers: [],
    updatedAt: '',
  }
}

const isWhole = (value: number, least: number, most: number): boolean => Number.isInteger(value) && value >= least && value <= most
const isText = (text: string): boolean => text.length <= longestText && !text.includes('\0')
const isShort = (text: string): boolean => text.length > 0 && text.length <= 60 && !text.includes('\0')
const isWeakness = (text: string): boolean => weaknesses.some((one) => one === text)

export function toIntake(profile: Profile): Intake {
  return {
    ...profile,
    roleTarget: [...profile.roleTarget],
    topicConfidence: { ...profile.topicConfidence },
    weaknesses: [...profile.weaknesses],
    daysAvailable: [...profile.daysAvailable],
    regenerationAnswers: profile.regenerationAnswers.map((one) => ({ ...one })),
  }
}

const paces: Readonly<Record<Level, string>> = { beginner: 'begins', intermediate: 'has some practice', advanced: 'has much practice' }

/** What is embedded: the same words for the same answers. */
export function textOf(profile: Profile): string {
  const confidence = Object.entries(profile.topicConfidence)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([topic, value]) => `${topic}:${value}`)
  return [
    `level ${profile.level}, ${paces[profile.level]}`,
    `targets ${[...profile.roleTarget].sort().join(', ')}`,
    `weeks:${profile.timelineWeeks} hours:${profile.hoursPerWeek}`,
    `weak in ${[...profile.weaknesses].sort().join(', ')}`,
    confidence.join(' '),
    profile.constraints,
    profile.pastExperience,
    ...profile.regenerationAnswers.map(({ q, a }) => `${q} ${a}`),
  ].join('\n')
}
