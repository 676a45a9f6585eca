/** What a turn of the coach is made of: planned, prompted for, and, without a model, composed. */
import { uuidv7 } from '@quint/runtime/uuid.ts'
import type { Chosen } from '../coaches.ts'
import type { HintWriter } from '../hint.ts'
import { inPieces } from '../offline/coach.ts'
import { type Answer, type Problem, promptCount } from '../problem.ts'
import type { HintRow } from '../store.ts'
import { toElement } from '../wire.ts'
import { type Script, type WritingDeps, writing } from '../writing.ts'
import { closingAsk, composeTurn, planTurn, type Speaking, turnAllowance } from './coach.ts'
import type { NextTurn } from './course.ts'
import { buildTurnPrompt, turnVersion } from './prompt.ts'
import type { NewTurn, TurnStore } from './turn-store.ts'

export interface TurnWriterDeps extends WritingDeps {
  readonly store: TurnStore
}

export interface TurnSubject {
  readonly problem: Problem
  readonly answers: readonly Answer[]
  readonly next: NextTurn
  /** What the coach said before in this conversation, the latest last. */
  readonly previous: readonly string[]
}

const offlineVersion = 'dialogue-offline-1'
const maxOutputTokens = 250
const rememberedTurns = 3

export function openTurnWriter(deps: TurnWriterDeps): (subject: TurnSubject, chosen: Chosen) => HintWriter {
  return (subject, chosen) => ({
    plan(ask) {
      const { next, problem, answers } = subject
      const turn: NewTurn = {
        ...next,
        id: uuidv7(),
        sessionId: ask.sessionId,
        userId: ask.learner.userId,
        tier: next.turn,
        elementFocus: planTurn(next, problem, answers).elementFocus,
        patternsDetected: [],
        ...chosen.coach,
        promptVersion: versionOf(chosen.coach.source),
      }
      return turn
    },
    ...writing({ ...deps, ...chosen, versionOf, script: async (row) => script(subject, row, chosen.missing) }),
  })
}

function script(subject: TurnSubject, row: HintRow, missingCoach: string): Script {
  const { next, problem, answers } = subject
  const plan = planTurn(next, problem, answers)
  const speaking: Speaking = { ...subject, plan, seed: Number.parseInt(row.id.slice(-8), 16) }
  return {
    allowed: turnAllowance(plan),
    before: lately(subject.previous),
    maxOutputTokens,
    reservedTokens: reservedTokens(subject),
    // A farewell needs no model, and neither does a first question, which nothing was said before.
    prompt: next.promptIndex >= promptCount || next.answered === undefined ? undefined : (boundary) => buildTurnPrompt(speaking, boundary),
    offline: () => inPieces(composeTurn(speaking)),
    closing: () => closingAsk(speaking),
    meta: ({ source, promptVersion }) => ({
      $case: 'meta',
      value: {
        sessionId: row.sessionId,
        hintId: row.id,
        tier: row.tier,
        elementFocus: toElement(row.elementFocus),
        findings: [],
        source,
        promptVersion,
        missingCoach,
      },
    }),
    announce: async () => undefined,
  }
}

/** What the learner still has in mind. */
function lately(previous: readonly string[]): string {
  return previous.slice(-rememberedTurns).join(' ')
}

function versionOf(source: string): string {
  return source === 'offline' ? offlineVersion : turnVersion
}

/** About four characters a token, and the answer. */
function reservedTokens({ problem, answers }: TurnSubject): number {
  const characters = Math.min(6000, problem.statement.length) + answers.reduce((sum, { text }) => sum + Math.min(700, text.length), 1300)
  return Math.ceil(characters / 4) + 600 + maxOutputTokens
}
