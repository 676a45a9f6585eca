/** Between our rows and the contract's messages. */

import type * as coach from '@quint/proto/gen/quint/coach/v1/coach.ts'
import { type Answer, Change, Element, Finding } from '@quint/proto/gen/quint/coach/v1/coach.ts'
import { type Prompt as PromptMessage, type Response, type Session, SessionStatus } from '@quint/proto/gen/quint/sessions/v1/sessions.ts'
import type { Prompt } from './prompt.ts'
import type { Algorithm, ResponseRow, SessionDetail, SessionRow } from './store.ts'

const elementMessages: Readonly<Record<string, Element>> = {
  earth: Element.EARTH,
  fire: Element.FIRE,
  air: Element.AIR,
  water: Element.WATER,
  quintessence: Element.QUINTESSENCE,
}

const statuses = {
  in_progress: SessionStatus.IN_PROGRESS,
  completed: SessionStatus.COMPLETED,
  abandoned: SessionStatus.ABANDONED,
} as const

export function toElement(element: string | undefined): Element {
  return elementMessages[element ?? ''] ?? Element.UNSPECIFIED
}

export function fromStatus(status: SessionStatus): SessionRow['status'] | undefined {
  return (Object.keys(statuses) as SessionRow['status'][]).find((name) => statuses[name] === status)
}

export function toSession(row: SessionRow): Session {
  return {
    id: row.id,
    userId: row.userId,
    algorithmTitle: row.title,
    algorithmUrl: row.url,
    site: row.site,
    slug: row.slug,
    difficulty: row.difficulty,
    tags: [...row.tags],
    status: statuses[row.status],
    promptsCompleted: row.promptsCompleted,
    startedAt: row.startedAt,
    endedAt: row.endedAt,
    hintRequested: row.hintRequested,
    timeSpentSeconds: row.timeSpentSeconds,
    highestTier: row.highestTier,
  }
}

export function toPrompt(prompt: Prompt): PromptMessage {
  return { ...prompt, element: toElement(prompt.element) }
}

export function toResponse(row: ResponseRow): Response {
  return { ...row, element: toElement(row.element) }
}

export function toAnswer(row: ResponseRow): Answer {
  return { promptIndex: row.promptIndex, responseText: row.responseText, timeSpentSeconds: row.timeSpentSeconds }
}

/** The problem alone, out of whatever holds it. */
export function toMessage(algorithm: Algorithm): coach.Algorithm {
  const { title, url, site, slug, statement, difficulty } = algorithm
  return { title, url, site, slug, statement, difficulty, tags: [...algorithm.tags], examples: [...algorithm.examples] }
}

export function toFindings(row: SessionDetail): Finding[] {
  return row.findings.map((finding) => Finding.fromJSON(finding))
}

export function toChange(row: SessionDetail): coach.Change | undefined {
  return row.change === null ? undefined : Change.fromJSON(row.change)
}
