/** The one thing to work on, and why: said from what was measured. */
import type { Dashboard } from '../../../api/gateway.ts'
import type { Element, Session } from '../../../coach/coach-client.ts'
import { askedElements, elementWords, findingName, promptCount } from '../../../coach/element.ts'
import { amount } from '../../../coach/words.ts'

export type Advice =
  | { readonly kind: 'begin' }
  | { readonly kind: 'go on'; readonly session: Session; readonly where: string }
  | { readonly kind: 'work on'; readonly element: Element; readonly why: string }

export function adviceFrom(dashboard: Dashboard): Advice {
  const open = dashboard.recentSessions.find(({ status }) => status === 'in_progress')
  if (open !== undefined) return { kind: 'go on', session: open, where: whereIn(open) }
  const element = dashboard.weakestElement
  if (element === null) return { kind: 'begin' }
  return { kind: 'work on', element, why: whyOf(dashboard, element) }
}

export function whereIn(session: Session): string {
  if (session.hintRequested) return 'Your hint is there; the last word is yours.'
  if (session.promptsCompleted >= promptCount) return 'All twelve are answered. The hint is waiting.'
  if (session.promptsCompleted === 0) return 'The first question is waiting.'
  return `${session.promptsCompleted} of ${promptCount} answered.`
}

export function whyOf(dashboard: Dashboard, element: Element): string {
  const trend = dashboard.elements[element]
  const sentences: string[] = []
  if (trend !== undefined && trend.sessions > 0) {
    const others = askedElements.filter((other) => other !== element).map((other) => dashboard.elements[other]?.averageWords ?? 0)
    const rest = Math.round(others.reduce((sum, words) => sum + words, 0) / Math.max(1, others.length))
    const own = Math.round(trend.averageWords)
    const compared = own < rest ? `, where the other elements have ${rest}` : ''
    sentences.push(
      `Over ${amount(trend.sessions, 'session')} your ${elementWords[element].name} answers have about ${amount(own, 'word')} each${compared}.`,
    )
  }
  if (dashboard.commonestFinding !== null) sentences.push(`What I notice most often: ${findingName(dashboard.commonestFinding)}.`)
  return sentences.join(' ')
}

export function streakHead({ current }: { readonly current: number }): string {
  if (current === 0) return 'No streak yet.'
  return current === 1 ? 'A first day.' : `${current} days in a row.`
}

export function streakWords({ current, activeToday }: { readonly current: number; readonly activeToday: boolean }): string {
  if (current === 0) return 'A finished session today begins a streak.'
  return activeToday ? 'Today counts already.' : 'A finished session today keeps it going.'
}

export const mostFreezes = 2

/** @param startHour when the learner's day begins, in hours after midnight. */
export function dayEnd(timeZone: string, startHour: number): string {
  const place = timeZone.replaceAll('_', ' ')
  return startHour === 0 ? `Days end at midnight in ${place}.` : `Days end at ${startHour}:00 at night in ${place}.`
}

/** @param hour 0 to 23, where the learner is. */
export function greeting(hour: number): string {
  if (hour < 5) return 'Still up'
  if (hour < 12) return 'Good morning'
  return hour < 18 ? 'Good afternoon' : 'Good evening'
}
