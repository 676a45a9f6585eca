/** A copy as others read it. */
import type { SharedSession } from '@quint/proto/gen/quint/sessions/v1/community.ts'
import { promptAt } from '../prompt.ts'
import { toElement } from '../wire.ts'
import type { Content } from './copy.ts'

export interface Shown {
  readonly id?: string
  readonly pseudonym?: string
  readonly title: string
  readonly site?: string
  readonly slug?: string
  readonly difficulty?: string
  readonly tags?: readonly string[]
  readonly content: Partial<Content>
  readonly sharedAt?: string
  readonly own?: boolean
}

/** Prompts are worded with the title alone: the statement is not shared. */
export function toShared(row: Shown): SharedSession {
  const { answers = [], finalResponse = '', added = [], words = 0 } = row.content
  return {
    id: row.id ?? '',
    pseudonym: row.pseudonym ?? '',
    title: row.title,
    site: row.site ?? '',
    slug: row.slug ?? '',
    difficulty: row.difficulty ?? '',
    tags: [...(row.tags ?? [])],
    sharedAt: row.sharedAt ?? '',
    own: row.own ?? false,
    answers: answers.map(({ promptIndex, text }) => {
      const prompt = promptAt(promptIndex, { title: row.title, statement: '', examples: [] })
      return { promptIndex, element: toElement(prompt.element), prompt: prompt.text, text }
    }),
    finalResponse,
    added: added.map(({ kind, text }) => ({ kind, text, evidence: undefined })),
    words,
  }
}
