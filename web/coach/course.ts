/** The course of a session: which step comes next, and how each thing that happens changes what is known. */
import type { Answered, Change, Element, Finding, Hint, Session, Transcript } from './coach-client.ts'
import { byWeight, elementOf, lastWordIndex, promptCount } from './element.ts'
import { countWords } from './words.ts'

export type Step = { readonly kind: 'prompt'; readonly index: number } | { readonly kind: 'review' | 'hint' | 'change' | 'abandoned' }

export interface Course {
  readonly transcript: Transcript
  readonly step: Step
  /** The one thing that came to light with the last answer. */
  readonly noticed: Finding | undefined
}

export type Happening =
  | {
      readonly type: 'answered'
      readonly promptIndex: number
      readonly responseText: string
      readonly timeSpentSeconds: number
      readonly answered: Answered
    }
  | { readonly type: 'went'; readonly index: number }
  | { readonly type: 'went on' }
  | { readonly type: 'asked for a hint' }
  | { readonly type: 'hinted'; readonly hint: Hint }
  | { readonly type: 'completed'; readonly finalResponse: string; readonly session: Session; readonly change: Change | null }
  | { readonly type: 'abandoned'; readonly session: Session }
  | { readonly type: 'became'; readonly transcript: Transcript }

export function begin(transcript: Transcript): Course {
  return { transcript, step: nextStep(transcript.session), noticed: undefined }
}

export function nextStep(session: Session): Step {
  if (session.status === 'completed') return { kind: 'change' }
  if (session.status === 'abandoned') return { kind: 'abandoned' }
  if (session.hintRequested) return { kind: 'hint' }
  if (session.promptsCompleted >= promptCount) return { kind: 'review' }
  return { kind: 'prompt', index: session.promptsCompleted }
}

/** Answers may be read again and changed until a hint was asked for. */
export function mayReturnTo(session: Session, index: number): boolean {
  return session.status === 'in_progress' && !session.hintRequested && index >= 0 && index < promptCount && index <= session.promptsCompleted
}

export function happen(course: Course, happening: Happening): Course {
  const { transcript } = course
  switch (happening.type) {
    case 'answered':
      return afterAnswer(course, happening)
    case 'went':
      return mayReturnTo(transcript.session, happening.index)
        ? { ...course, step: { kind: 'prompt', index: happening.index }, noticed: undefined }
        : course
    case 'went on':
      return { ...course, step: nextStep(transcript.session), noticed: undefined }
    case 'asked for a hint':
      return {
        ...course,
        transcript: { ...transcript, session: { ...transcript.session, hintRequested: true } },
        step: { kind: 'hint' },
        noticed: undefined,
      }
    case 'hinted': {
      const hints = [...transcript.hints.filter(({ tier }) => tier !== happening.hint.tier), happening.hint].toSorted((a, b) => a.tier - b.tier)
      return { ...course, transcript: { ...transcript, hints } }
    }
    case 'completed': {
      const { session, change, finalResponse } = happening
      return { ...course, transcript: { ...transcript, session, change, finalResponse }, step: { kind: 'change' } }
    }
    case 'abandoned':
      return { ...course, transcript: { ...transcript, session: happening.session }, step: { kind: 'abandoned' } }
    case 'became':
      return became(course, happening.transcript)
  }
}

/** What is being written stays open, unless the session has gone on without it. */
function became({ step, noticed }: Course, transcript: Transcript): Course {
  const next = nextStep(transcript.session)
  // Asked for here, and not arrived there yet.
  if (step.kind === 'hint' && next.kind === 'review')
    return { transcript: { ...transcript, session: { ...transcript.session, hintRequested: true } }, step, noticed }
  const stays = step.kind === 'prompt' ? mayReturnTo(transcript.session, step.index) : step.kind === next.kind
  return { transcript, step: stays ? step : next, noticed }
}

function afterAnswer(course: Course, happening: Extract<Happening, { type: 'answered' }>): Course {
  const { transcript } = course
  const { promptIndex, responseText, timeSpentSeconds, answered } = happening
  const prompt = transcript.prompts.find(({ index }) => index === promptIndex)
  const response = {
    promptIndex,
    element: elementOf(promptIndex),
    subElement: prompt?.subElement ?? '',
    responseText,
    wordCount: countWords(responseText),
    timeSpentSeconds,
  }
  const responses = [...transcript.responses.filter((earlier) => earlier.promptIndex !== promptIndex), response].toSorted(
    (a, b) => a.promptIndex - b.promptIndex,
  )
  return {
    transcript: { ...transcript, session: answered.session, responses, findings: answered.findings },
    step: nextStep(answered.session),
    noticed: noticedIn(transcript.findings, answered.findings, promptIndex),
  }
}

/** What came to light with an answer: one thing, rather of this answer than of earlier ones, the weightiest first. */
export function noticedIn(before: readonly Finding[], after: readonly Finding[], promptIndex: number): Finding | undefined {
  const known = new Set(before.map(({ code }) => code))
  const fresh = byWeight(after).filter(({ code }) => !known.has(code))
  return fresh.find(({ evidence }) => evidence.some((span) => span.promptIndex === promptIndex)) ?? fresh[0]
}

export interface Answers {
  /** What was written at a place; the last word is place 12. */
  textAt(promptIndex: number): string
}

export function answersOf(transcript: Transcript): Answers {
  const texts = new Map(transcript.responses.map(({ promptIndex, responseText }) => [promptIndex, responseText]))
  return { textAt: (index) => (index === lastWordIndex ? (transcript.finalResponse ?? '') : (texts.get(index) ?? '')) }
}

/** Words written for each element. */
export function wordsByElement(transcript: Transcript): Readonly<Partial<Record<Element, number>>> {
  const words: Partial<Record<Element, number>> = {}
  for (const { element, wordCount } of transcript.responses) words[element] = (words[element] ?? 0) + wordCount
  return words
}
