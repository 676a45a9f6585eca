/** What has been answered so far, kept on the device until the plan is made. */
import type { Intake } from '../api/plans.ts'

const key = 'quint:draft:intake'

export const beginning: Intake = {
  level: '',
  roleTarget: [],
  timelineWeeks: 8,
  hoursPerWeek: 6,
  topicConfidence: {},
  weaknesses: [],
  constraints: '',
  pastExperience: '',
  timeZone: 'UTC',
  daysAvailable: [1, 2, 3, 4, 5, 6, 7],
}

export function readDraft(storage: Pick<Storage, 'getItem'>): Intake | undefined {
  try {
    const kept = JSON.parse(storage.getItem(key) ?? 'null') as Partial<Intake> | null
    return kept === null ? undefined : { ...beginning, ...kept }
  } catch {
    return undefined
  }
}

export function keepDraft(storage: Pick<Storage, 'setItem'>, intake: Intake): void {
  storage.setItem(key, JSON.stringify(intake))
}

export function dropDraft(storage: Pick<Storage, 'removeItem'>): void {
  storage.removeItem(key)
}

/** What is missing before the next question, in words; empty when nothing is. */
export function missing(step: number, intake: Intake): string {
  if (step === 0 && intake.level === '') return 'Choose one.'
  if (step === 2 && intake.daysAvailable.length === 0) return 'Choose at least one day.'
  if (step === 2 && !(intake.timelineWeeks >= 1 && intake.timelineWeeks <= 52)) return 'Weeks are from 1 to 52.'
  if (step === 2 && !(intake.hoursPerWeek >= 1 && intake.hoursPerWeek <= 80)) return 'Hours are from 1 to 80.'
  return ''
}
