/** What is chosen in the lobby, kept on the device until the next time. */
import { languages as knownLanguages, type Persona, personas } from '../../../interview/interview.ts'
import type { NewInterview, ProblemSummary } from '../../../interview/interviews.ts'

export interface Wish {
  readonly source: 'bank' | 'own'
  readonly problemId: string
  readonly language: string
  readonly persona: Persona
  readonly durationMinutes: number
  readonly voice: boolean
}

export const durations: readonly number[] = [15, 30, 45, 60]

export const emptyWish: Wish = { source: 'bank', problemId: '', language: 'python', persona: 'neutral', durationMinutes: 30, voice: false }

/** @param kept as it was kept; whatever is wrong with it is left out. */
export function readWish(kept: string | undefined): Wish {
  const found = parsed(kept)
  return {
    source: found.source === 'own' ? 'own' : 'bank',
    problemId: typeof found.problemId === 'string' ? found.problemId : '',
    language: knownLanguages.find((language) => language === found.language) ?? emptyWish.language,
    persona: personas.find((persona) => persona === found.persona) ?? emptyWish.persona,
    durationMinutes: durations.find((minutes) => minutes === found.durationMinutes) ?? emptyWish.durationMinutes,
    voice: found.voice === true,
  }
}

function parsed(kept: string | undefined): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(kept ?? '{}')
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
  } catch {
    return {}
  }
}

export function toNewInterview(wish: Wish, languages: readonly string[]): NewInterview {
  const language = languages.includes(wish.language) ? wish.language : (languages[0] ?? wish.language)
  const { persona, durationMinutes } = wish
  return { ...(wish.source === 'bank' ? { problemId: wish.problemId } : {}), language, persona, durationMinutes }
}

/** Topics by how many problems they have. */
export function topicsOf(problems: readonly ProblemSummary[]): readonly string[] {
  const counts = new Map<string, number>()
  for (const topic of problems.flatMap(({ topics }) => topics)) counts.set(topic, (counts.get(topic) ?? 0) + 1)
  return [...counts].toSorted(([a, few], [b, many]) => many - few || a.localeCompare(b)).map(([topic]) => topic)
}

export interface ProblemSearch {
  readonly q: string
  readonly topic: string
}

export function found(problems: readonly ProblemSummary[], { q, topic }: ProblemSearch): readonly ProblemSummary[] {
  const wanted = q.trim().toLowerCase()
  return problems.filter(({ title, topics }) => (topic === '' || topics.includes(topic)) && title.toLowerCase().includes(wanted))
}

/** @param chance from 0 to less than 1. */
export function anyOf(problems: readonly ProblemSummary[], chance: number): ProblemSummary | undefined {
  return problems[Math.floor(chance * problems.length)]
}
