/** Between the domain and the contract's messages. */
import {
  type Addition as AdditionMessage,
  type Algorithm,
  type Answer as AnswerMessage,
  Element,
  Finding as FindingMessage,
  Severity,
} from '@quint/proto/gen/quint/coach/v1/coach.ts'
import type { Hint } from '@quint/proto/gen/quint/hints/v1/hints.ts'
import { Failure } from '@quint/runtime/failure.ts'
import type { Addition } from './answers/change.ts'
import { type Answer, type Finding, type Element as Name, type Problem, promptCount } from './problem.ts'
import type { HintRow } from './store.ts'

const elementMessages: Readonly<Record<Name, Element>> = { earth: Element.EARTH, fire: Element.FIRE, air: Element.AIR, water: Element.WATER }
const severityMessages = { info: Severity.INFO, notice: Severity.NOTICE, important: Severity.IMPORTANT } as const

export function toElement(element: string): Element {
  return elementMessages[element as Name] ?? Element.UNSPECIFIED
}

export function toFinding(finding: Finding): FindingMessage {
  return { ...finding, element: toElement(finding.element), severity: severityMessages[finding.severity], evidence: [...finding.evidence] }
}

export function toAddition(addition: Addition): AdditionMessage {
  return addition
}

export function toHint(row: HintRow): Hint {
  return {
    id: row.id,
    sessionId: row.sessionId,
    hintText: row.hintText,
    elementFocus: toElement(row.elementFocus),
    tier: row.tier,
    patternsDetected: row.patternsDetected.map((finding) => FindingMessage.fromJSON(finding)),
    source: row.source,
    model: row.model,
    promptVersion: row.promptVersion,
    createdAt: row.createdAt,
  }
}

export function fromAlgorithm(algorithm: Algorithm | undefined): Problem {
  if (algorithm === undefined || algorithm.title.trim() === '') {
    throw new Failure('invalid', 'A problem has a title.', { fields: [{ path: 'algorithm.title', message: 'must not be empty' }] })
  }
  const { title, url, slug, statement, tags, examples } = algorithm
  return { title, url, slug, statement, tags, examples }
}

const longestAnswer = 10_000

export function fromAnswers(answers: readonly AnswerMessage[]): Answer[] {
  const seen = new Set<number>()
  return answers.map(({ promptIndex, responseText }, position) => {
    const problem = answerProblem(promptIndex, responseText, seen)
    if (problem !== undefined)
      throw new Failure('invalid', `answers.${position} ${problem}`, { fields: [{ path: `answers.${position}`, message: problem }] })
    seen.add(promptIndex)
    return { promptIndex, text: responseText }
  })
}

function answerProblem(promptIndex: number, text: string, seen: ReadonlySet<number>): string | undefined {
  if (promptIndex < 0 || promptIndex >= promptCount) return `is for a prompt from 0 to ${promptCount - 1}`
  if (seen.has(promptIndex)) return 'is given two times'
  return checkedLength(text)
}

export function checkedLength(text: string): string | undefined {
  return text.length > longestAnswer ? `must be at most ${longestAnswer} characters long` : undefined
}
