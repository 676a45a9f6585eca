/** What a hint is made of: planned, prompted for, and, without a model, composed by the offline coach. */
import { Finding as FindingMessage } from '@quint/proto/gen/quint/coach/v1/coach.ts'
import type { HintGiven } from '@quint/proto/gen/quint/hints/v1/events.ts'
import { Failure } from '@quint/runtime/failure.ts'
import { uuidv7 } from '@quint/runtime/uuid.ts'
import { findFindings } from './answers/finding.ts'
import type { Chosen } from './coaches.ts'
import { hintGiven } from './events.ts'
import type { Ask, HintWriter } from './hint.ts'
import type { HintEvent } from './live-hint.ts'
import { closingQuestion, composeHint, inPieces, type OfflineAsk } from './offline/coach.ts'
import { decide, type HintPlan, type Tier } from './policy/plan.ts'
import type { Answer, Finding, Problem } from './problem.ts'
import { buildPrompt, promptVersion } from './prompt.ts'
import type { HintRow, HintStore } from './store.ts'
import { toElement, toFinding } from './wire.ts'
import { type Authorship, type Script, type WritingDeps, writing } from './writing.ts'

export interface WriterDeps extends WritingDeps {
  readonly store: HintStore
}

export interface Subject {
  readonly problem: Problem
  readonly answers: readonly Answer[]
}

const offlineVersion = 'offline-2'
const maxOutputTokens = 400
const latelyRead = 3

/** @returns a writer for one learner's answers. */
export function openWriter(deps: WriterDeps): (subject: Subject, chosen: Chosen) => HintWriter {
  return (subject, chosen) => {
    const work: Work = { ...deps, ...chosen, ...subject, findings: findFindings(subject.problem, subject.answers) }
    return {
      plan(ask, previous) {
        checkTier(ask, previous)
        return {
          id: uuidv7(),
          sessionId: ask.sessionId,
          userId: ask.learner.userId,
          tier: ask.tier,
          elementFocus: planFor(work, ask.tier).elementFocus,
          patternsDetected: work.findings.map((finding) => FindingMessage.toJSON(toFinding(finding))),
          ...chosen.coach,
          promptVersion: versionOf(chosen.coach.source),
        }
      },
      ...writing({ ...deps, ...chosen, versionOf, script: (row) => script(work, row) }),
    }
  }
}

function checkTier({ tier }: Ask, previous: readonly HintRow[]): void {
  if (previous.length !== tier - 1) throw new Failure('conflict', `Ask for tier ${previous.length + 1} first: hints come one step at a time.`)
}

interface Work extends WriterDeps, Chosen, Subject {
  readonly findings: readonly Finding[]
}

async function script(work: Work, row: HintRow): Promise<Script> {
  const previous = await work.store.recentTexts(row.userId, latelyRead)
  const plan = planFor(work, row.tier)
  const offline: OfflineAsk = { problem: work.problem, answers: work.answers, findings: work.findings, plan, seed: seedOf(row.id), previous }
  return {
    allowed: plan.allowance,
    before: '',
    maxOutputTokens,
    reservedTokens: reservedTokens(work),
    prompt: (boundary) => buildPrompt({ ...work, plan, previous, boundary }),
    offline: () => inPieces(composeHint(offline)),
    closing: () => closingQuestion(offline),
    meta: (by) => meta(work, row, by),
    announce: (tx, by) => hintGiven(tx, given(work, row, by)),
  }
}

function planFor(work: Work, tier: number): HintPlan {
  return decide({ ...work, tier: tier as Tier })
}

function meta(work: Work, row: HintRow, { source, promptVersion: version }: Authorship): HintEvent {
  return {
    $case: 'meta',
    value: {
      sessionId: row.sessionId,
      hintId: row.id,
      tier: row.tier,
      elementFocus: toElement(row.elementFocus),
      findings: work.findings.map(toFinding),
      source,
      promptVersion: version,
      missingCoach: work.missing,
    },
  }
}

function given(work: Work, row: HintRow, { source, promptVersion: version }: Authorship): HintGiven {
  return {
    hintId: row.id,
    sessionId: row.sessionId,
    userId: row.userId,
    tier: row.tier,
    elementFocus: toElement(row.elementFocus),
    source,
    promptVersion: version,
    findingCodes: work.findings.map(({ code }) => code),
  }
}

function versionOf(source: string): string {
  return source === 'offline' ? offlineVersion : promptVersion
}

/** About four characters a token, and the answer. */
function reservedTokens({ problem, answers }: Subject): number {
  const characters = Math.min(6000, problem.statement.length) + answers.reduce((sum, answer) => sum + Math.min(1500, answer.text.length), 0)
  return Math.ceil(characters / 4) + 600 + maxOutputTokens
}

function seedOf(hintId: string): number {
  return Number.parseInt(hintId.slice(-8), 16)
}
