/** How designs in a cloud are spoken of on screen. */

import type { Cloud, CloudState } from '../api/clouds.ts'
import type { Submission } from '../api/design.ts'
import { isTakenDown } from './words.ts'

export const placeWords: Readonly<Record<Cloud['cloud'], string>> = { aws: 'AWS', google: 'Google Cloud' }

/** Of one that goes well, in order. */
export const cloudRail = ['asked', 'planned', 'approved', 'applying', 'applied', 'destroying', 'destroyed'] as const
export const cloudRailWords: Readonly<Record<(typeof cloudRail)[number], string>> = {
  asked: 'Plan',
  planned: 'Approve',
  approved: 'Begin',
  applying: 'Make',
  applied: 'There',
  destroying: 'Destroy',
  destroyed: 'Gone',
}

const words: Readonly<Record<CloudState, string>> = {
  asked: 'It is being planned',
  planned: 'The plan waits for approval',
  approved: 'It is approved, and about to be made',
  applying: 'It is being made',
  applied: 'It is there',
  destroying: 'It is being destroyed',
  destroyed: 'It is destroyed',
  refused: 'It was refused',
  failed: 'It could not be planned',
  expired: 'The plan expired',
}

export function cloudStateWords({ state, ending, endedAt }: Pick<Cloud, 'state' | 'ending' | 'endedAt'>): string {
  return ending && endedAt === null && state !== 'destroying' ? 'It is to go' : words[state]
}

/** Its rules were judged. */
export function canAskCloud(submission: Pick<Submission, 'status' | 'moderation' | 'appealed'>): boolean {
  const { status } = submission
  return !isTakenDown(submission) && status !== 'PENDING' && status !== 'VALIDATING' && status !== 'VALIDATION_FAILED'
}
