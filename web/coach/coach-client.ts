/** What the coach needs from the world, and the shapes it is told in: the gateway's JSON. */
import type { TalkLine, TalkListener } from './talk.ts'

export type Element = 'earth' | 'fire' | 'air' | 'water' | 'quintessence'
export type Severity = 'info' | 'notice' | 'important'
export type SessionStatus = 'in_progress' | 'completed' | 'abandoned'
export type AdditionKind = 'example' | 'question' | 'idea' | 'dropped_assumption'
export type Tier = 1 | 2 | 3 | 4

export interface Algorithm {
  readonly title: string
  readonly url?: string | undefined
  readonly site?: string | undefined
  readonly statement?: string | undefined
}

export interface Session {
  readonly id: string
  readonly algorithmTitle: string
  readonly algorithmUrl: string
  readonly site: string
  readonly difficulty: string
  readonly tags: readonly string[]
  readonly status: SessionStatus
  /** 0 to 12. */
  readonly promptsCompleted: number
  readonly startedAt: string
  readonly endedAt: string | null
  readonly hintRequested: boolean
  readonly timeSpentSeconds: number
  readonly highestTier: number
}

export interface Prompt {
  /** 0 to 11. */
  readonly index: number
  readonly element: Element
  readonly subElement: string
  readonly text: string
  readonly guidance: string
}

/** A span of an answer in UTF-16 code units, end exclusive; prompt 12 is the last word. */
export interface Evidence {
  readonly promptIndex: number
  readonly start: number
  readonly end: number
}

export interface Finding {
  readonly code: string
  readonly element: Element
  readonly severity: Severity
  readonly message: string
  readonly evidence: readonly Evidence[]
}

export interface Answer {
  readonly promptIndex: number
  readonly element: Element
  readonly subElement: string
  readonly responseText: string
  readonly wordCount: number
  readonly timeSpentSeconds: number
}

export interface Hint {
  readonly id: string
  readonly hintText: string
  readonly elementFocus: Element
  readonly tier: number
  readonly source: string
  readonly model?: string
  /** The coach that was wanted and is not there; known only to who saw the hint begin. */
  readonly missingCoach?: string | undefined
}

export interface Addition {
  readonly kind: AdditionKind
  readonly text: string
  readonly evidence: Evidence | null
}

export interface Change {
  readonly added: readonly Addition[]
}

export interface Transcript {
  readonly session: Session
  readonly algorithm: Algorithm | null
  readonly prompts: readonly Prompt[]
  readonly responses: readonly Answer[]
  readonly findings: readonly Finding[]
  readonly hints: readonly Hint[]
  readonly finalResponse: string | null
  readonly change: Change | null
}

export interface Answering {
  readonly sessionId: string
  readonly promptIndex: number
  readonly responseText: string
  readonly timeSpentSeconds: number
}

export interface Answered {
  readonly session: Session
  readonly prompt: Prompt | null
  readonly findings: readonly Finding[]
  /** Not sent yet: it is on this device, and goes out later. */
  readonly kept?: boolean
}

export interface HintRequest {
  readonly sessionId: string
  readonly tier: Tier
  /** Of the last event seen, to go on after it. */
  readonly lastEventId?: string | undefined
}

export type HintEvent = { readonly id: string } & (
  | {
      readonly type: 'meta'
      readonly hintId: string
      readonly elementFocus: Element
      readonly source: string
      /** The coach that the learner wants asked, where there is none such: another writes. */
      readonly missingCoach?: string | null
    }
  | { readonly type: 'token'; readonly text: string }
  | { readonly type: 'retract'; readonly from: number }
  | { readonly type: 'done'; readonly hintText: string; readonly source: string }
)

export interface Conversing extends TalkListener {
  /** The session that is talked about. */
  readonly sessionId: string
  readonly signal: AbortSignal
}

/** Every call throws an Error whose message may be shown; an aborted one throws the signal's reason. */
export interface CoachClient {
  transcript(sessionId: string, signal: AbortSignal): Promise<Transcript>
  /** @param key the same for a repeated attempt, so that it is taken once. */
  respond(answer: Answering, key?: string): Promise<Answered>
  /** Ends without a `done` when the connection breaks: ask again with the last event's id. */
  hint(request: HintRequest, signal: AbortSignal): AsyncIterable<HintEvent>
  complete(sessionId: string, userFinalResponse: string): Promise<{ readonly session: Session; readonly change: Change | null }>
  abandon(sessionId: string): Promise<{ readonly session: Session }>
  /** Opens a line to talk over, where there is one; rejects when it cannot be opened now. */
  readonly converse?: (conversation: Conversing) => Promise<TalkLine>
}
