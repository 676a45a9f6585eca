/** What a learner shows of themselves: the colours to choose from, and subjects as they are typed. */

import type { ProfileChange, User } from '../../../api/gateway.ts'

export interface Fields {
  readonly color: string
  /** Subjects, as they are typed. */
  readonly words: string
  /** Whether others see any of it. */
  readonly open: boolean
}

export const fieldsOf = ({ avatarColor, subjects, preferences }: User): Fields => ({
  color: avatarColor ?? '',
  words: (subjects ?? []).join(', '),
  open: preferences?.publicProfile ?? false,
})

/** What was not typed here is left as it is: it may have been changed elsewhere. */
export const toChange = ({ color, words, open }: Partial<Fields>): ProfileChange => ({
  ...(color === undefined ? {} : { avatarColor: color }),
  ...(words === undefined ? {} : { subjects: toSubjects(words) }),
  ...(open === undefined ? {} : { preferences: { publicProfile: open } }),
})

/** Each carries white letters well. */
export const colors = [
  { value: '#4C7A34', name: 'Moss' },
  { value: '#B93C0B', name: 'Ember' },
  { value: '#0369A1', name: 'Sky' },
  { value: '#0F766E', name: 'Teal' },
  { value: '#6B4FD8', name: 'Violet' },
  { value: '#9D174D', name: 'Berry' },
  { value: '#92400E', name: 'Amber' },
  { value: '#475569', name: 'Slate' },
] as const

const mostSubjects = 20
const longestSubject = 40

/** Separated by commas, each once. */
export function toSubjects(text: string): readonly string[] {
  const given = text.split(',').map((subject) => subject.trim().replace(/\s+/g, ' '))
  return [...new Set(given.filter((subject) => subject !== ''))]
}

/** @returns what is wrong with them, for who typed them. */
export function subjectsMistake(subjects: readonly string[]): string | undefined {
  if (subjects.length > mostSubjects) return `At most ${mostSubjects} subjects.`
  const long = subjects.find((subject) => subject.length > longestSubject)
  return long === undefined ? undefined : `“${long.slice(0, longestSubject)}…” is too long for one subject.`
}
