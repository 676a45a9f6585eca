/** Whom a learner can choose to be coached by, in words. */
import type { Coach, Coaches } from '../../../api/gateway.ts'
import { coachName, inSentence } from '../../../coach/coach-names.ts'

export interface CoachChoice {
  /** As it is kept: "default", or the source of a coach. */
  readonly value: string
  readonly name: string
  readonly words: string
}

const unchosen = 'default'

/** @param chosen stays among the choices when this place has it no more. */
export function coachChoices({ coaches }: Coaches, chosen: string): readonly CoachChoice[] {
  const known = coaches.map((coach) => ({ value: coach.source, name: coachName(coach.source), words: wordsOf(coach) }))
  const there = chosen === unchosen || coaches.some(({ source }) => source === chosen)
  return [
    { value: unchosen, name: 'The usual coach of this place', words: usual(coaches) },
    ...known,
    ...(there ? [] : [{ value: chosen, name: coachName(chosen), words: 'Not here any more: the usual coach answers until you choose another.' }]),
  ]
}

function usual(coaches: readonly Coach[]): string {
  const models = coaches.filter(({ source }) => source !== 'offline')
  if (models.length === 0) return 'Now that is Quint’s own coach: there is no model here.'
  return `Now ${models.map(named).join(', then ')}, and Quint’s own coach whenever no model answers.`
}

function wordsOf(coach: Coach): string {
  if (coach.source === 'offline') return 'Rules in place of a model: your answers go to nobody else.'
  return `${coach.model}. When it does not answer, Quint’s own coach does; no other model is asked.`
}

function named({ source, model }: Coach): string {
  return `${inSentence(source)} (${model})`
}
