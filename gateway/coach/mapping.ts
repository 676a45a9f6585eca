/** Between the contract's messages and the API's JSON. */
import {
  type Algorithm,
  type Change,
  type Element,
  Element as Elements,
  type Evidence,
  type Finding,
  Severity,
} from '@quint/proto/gen/quint/coach/v1/coach.ts'
import type { Hint } from '@quint/proto/gen/quint/hints/v1/hints.ts'
import {
  type GetDashboardResponse,
  type GetSessionResponse,
  type Prompt,
  type Response,
  type Session,
  SessionStatus,
} from '@quint/proto/gen/quint/sessions/v1/sessions.ts'
import type { Agenda } from '../plans/agenda.ts'

const names: Readonly<Record<Element, string | null>> = {
  [Elements.UNSPECIFIED]: null,
  [Elements.EARTH]: 'earth',
  [Elements.FIRE]: 'fire',
  [Elements.AIR]: 'air',
  [Elements.WATER]: 'water',
  [Elements.QUINTESSENCE]: 'quintessence',
}

const severities: Readonly<Record<Severity, string>> = {
  [Severity.UNSPECIFIED]: 'info',
  [Severity.INFO]: 'info',
  [Severity.NOTICE]: 'notice',
  [Severity.IMPORTANT]: 'important',
}

const statuses: Readonly<Record<SessionStatus, string>> = {
  [SessionStatus.UNSPECIFIED]: 'in_progress',
  [SessionStatus.IN_PROGRESS]: 'in_progress',
  [SessionStatus.COMPLETED]: 'completed',
  [SessionStatus.ABANDONED]: 'abandoned',
}

export const statusOf: Readonly<Record<string, SessionStatus>> = {
  in_progress: SessionStatus.IN_PROGRESS,
  completed: SessionStatus.COMPLETED,
  abandoned: SessionStatus.ABANDONED,
}

export function statusName(status: SessionStatus): string {
  return statuses[status]
}

export function elementName(element: Element): string | null {
  return names[element]
}

type Link = { readonly href: string; readonly method?: string }

/** The session with the actions that its state allows now. */
export function toSession(session: Session | undefined) {
  if (session === undefined) return null
  const { status, endedAt, ...rest } = session
  const body = { sessionId: session.id }
  const links: Record<string, Link> = { self: { href: `/api/session/${session.id}` } }
  if (status === SessionStatus.IN_PROGRESS) {
    links.abandon = { href: '/api/session/abandon', method: 'POST' }
    if (!session.hintRequested) links.respond = { href: '/api/session/respond', method: 'POST' }
    if (session.hintRequested) links.complete = { href: '/api/session/complete', method: 'POST' }
  }
  if (session.promptsCompleted === 12 && status !== SessionStatus.ABANDONED)
    links.hint = { href: `/api/session/analyze?${new URLSearchParams(body)}` }
  return { ...rest, status: statuses[status], endedAt: endedAt === '' ? null : endedAt, _links: links }
}

export function toPrompt(prompt: Prompt | undefined) {
  return prompt === undefined ? null : { ...prompt, element: elementName(prompt.element) }
}

function toEvidence(evidence: Evidence) {
  return { promptIndex: evidence.promptIndex, start: evidence.start, end: evidence.end }
}

export function toFinding(finding: Finding) {
  const { code, message } = finding
  return { code, element: elementName(finding.element), severity: severities[finding.severity], message, evidence: finding.evidence.map(toEvidence) }
}

export function toChange(change: Change | undefined) {
  if (change === undefined) return null
  const added = change.added.map(({ kind, text, evidence }) => ({ kind, text, evidence: evidence === undefined ? null : toEvidence(evidence) }))
  return { added, evidence: added.flatMap((addition) => (addition.evidence === null ? [] : [addition.evidence])) }
}

function toResponse(response: Response) {
  return { ...response, element: elementName(response.element) }
}

function toAlgorithm(algorithm: Algorithm | undefined) {
  return algorithm ?? null
}

function toHint(hint: Hint, userFinalResponse: string | null) {
  return {
    id: hint.id,
    hintText: hint.hintText,
    elementFocus: elementName(hint.elementFocus),
    tier: hint.tier,
    patternsDetected: hint.patternsDetected.map(toFinding),
    userFinalResponse,
    source: hint.source,
    model: hint.model,
    promptVersion: hint.promptVersion,
    createdAt: hint.createdAt,
  }
}

/** @param hints undefined when they cannot be had now; the transcript then says so in `hintsUnavailable`. */
export function toTranscript(transcript: GetSessionResponse, hints: readonly Hint[] | undefined) {
  const finalResponse = transcript.finalResponse === '' ? null : transcript.finalResponse
  return {
    session: toSession(transcript.session),
    algorithm: toAlgorithm(transcript.algorithm),
    prompts: transcript.prompts.map(toPrompt),
    responses: transcript.responses.map(toResponse),
    findings: transcript.findings.map(toFinding),
    hints: (hints ?? []).map((hint, index, all) => toHint(hint, index === all.length - 1 ? finalResponse : null)),
    hintsUnavailable: hints === undefined,
    finalResponse,
    change: toChange(transcript.change),
  }
}

export function toDashboard(dashboard: GetDashboardResponse, agenda: Agenda) {
  const { streak, quintessence } = dashboard
  return {
    recentSessions: dashboard.recentSessions.map(toSession),
    streak,
    elements: Object.fromEntries(
      dashboard.elements.map(({ element, sessions, averageWords, trend }) => [elementName(element), { sessions, averageWords, trend }]),
    ),
    quintessence,
    weakestElement: elementName(dashboard.weakestElement),
    commonestFinding: dashboard.commonestFinding === '' ? null : dashboard.commonestFinding,
    completedSessions: dashboard.completedSessions,
    weeks: dashboard.weeks.map(({ averageWords: [earth = 0, fire = 0, air = 0, water = 0], ...week }) => ({
      ...week,
      averageWords: { earth, fire, air, water },
    })),
    ...agenda,
  }
}
