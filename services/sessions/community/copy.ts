/** The copy of a session that others may read: without names, and with what the rules say of it. Pure. */
import { moderate } from '@quint/moderation/moderate.ts'
import { scrub } from '@quint/moderation/scrub.ts'
import { type Verdict, worst } from '@quint/moderation/verdict.ts'
import type { ModerationReason } from '@quint/proto/gen/quint/sessions/v1/community.ts'
import { countWords } from '../answer.ts'
import type { ResponseRow, SessionDetail } from '../store.ts'

export interface CopiedAnswer {
  readonly promptIndex: number
  readonly text: string
}

/** Kept as JSON. */
export interface Content {
  readonly answers: readonly CopiedAnswer[]
  readonly finalResponse: string
  /** What the last word added, scrubbed like it. */
  readonly added: readonly { readonly kind: string; readonly text: string }[]
  readonly words: number
}

export interface Copy {
  readonly title: string
  readonly slug: string
  readonly tags: readonly string[]
  readonly content: Content
  readonly verdict: Verdict
  readonly reasons: readonly ModerationReason[]
}

interface Original {
  readonly session: Pick<SessionDetail, 'title' | 'site' | 'slug' | 'tags' | 'finalResponse' | 'change'>
  readonly responses: readonly Pick<ResponseRow, 'promptIndex' | 'responseText'>[]
  /** Words that name the learner. */
  readonly names: readonly string[]
}

/** The statement and the address stay behind: the one belongs to the judge, the other may lead to an account. */
export function copyOf({ session, responses, names }: Original): Copy {
  const clean = (text: string): string => scrub(text, names).text
  const title = clean(session.title)
  const answers = responses.map(({ promptIndex, responseText }) => ({ promptIndex, text: clean(responseText) }))
  const finalResponse = clean(session.finalResponse ?? '')
  const parts = [
    { part: 'title', text: title },
    ...answers.map(({ promptIndex, text }) => ({ part: `answer.${promptIndex}`, text })),
    { part: 'final_response', text: finalResponse },
  ]
  const judged = parts.map(({ part, text }) => ({ part, ...moderate(text) }))
  return {
    title,
    // A name in an address is public where it stands, unless it was made up here.
    slug: /^(?:leetcode|hackerrank)$/.test(session.site) && /^[a-z0-9-]{1,120}$/.test(session.slug) ? session.slug : '',
    tags: session.tags.filter((tag) => tag.length <= 40 && clean(tag) === tag && moderate(tag).verdict === 'allow'),
    content: {
      answers,
      finalResponse,
      added: additionsOf(session.change).map(({ kind, text }) => ({ kind, text: clean(text) })),
      words: answers.reduce((sum, { text }) => sum + countWords(text), 0),
    },
    verdict: worst(judged.map(({ verdict }) => verdict)),
    reasons: judged.flatMap(({ part, reasons }) => reasons.map(({ code, message, start, end }) => ({ code, message, part, start, end }))),
  }
}

function additionsOf(change: unknown): readonly { readonly kind: string; readonly text: string }[] {
  if (change === null || typeof change !== 'object' || !('added' in change) || !Array.isArray(change.added)) return []
  return change.added.flatMap((added: unknown) => {
    if (added === null || typeof added !== 'object') return []
    const { kind, text } = added as { readonly kind?: unknown; readonly text?: unknown }
    return typeof kind === 'string' ? [{ kind, text: typeof text === 'string' ? text : '' }] : []
  })
}
