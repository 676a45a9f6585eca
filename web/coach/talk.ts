/** A conversation with the coach as a page knows it: what the socket told, in order, and what follows from it. */
import type { Element } from './coach-client.ts'

/** A message of the socket, whatever it is. */
export type TalkMessage = Readonly<Record<string, unknown>> & { readonly type: string }

/** What can be asked over the line. */
export type TalkAsk =
  | { readonly type: 'coach_start'; readonly session_id: string }
  | { readonly type: 'resume'; readonly session_id: string; readonly last_seq: number }
  | {
      readonly type: 'coach_message'
      readonly session_id: string
      readonly turn: number
      readonly text: string
      readonly time_spent_seconds: number
    }
  | { readonly type: 'coach_cancel'; readonly session_id: string }

/** An open socket. */
export interface TalkLine {
  send(ask: TalkAsk): void
  close(): void
}

export interface TalkListener {
  readonly onMessage: (message: TalkMessage) => void
  /** Ended by the other side or by the network. @param again false: coming back would end the same way. */
  readonly onEnd: (again: boolean) => void
}

export interface CoachTurn {
  /** From 1. */
  readonly turn: number
  /** What the learner's next words answer; 12: nothing is left to ask. */
  readonly promptIndex: number
  readonly knownLength: number
  readonly element: Element
  /** The coach that the learner wants asked, where there is none such: another speaks. */
  readonly missingCoach?: string
  readonly text: string
  readonly whole: boolean
}

export interface Talk {
  readonly turns: readonly CoachTurn[]
  /** By prompt: everything that the learner has said to it. */
  readonly answers: Readonly<Record<number, string>>
  /** Of the last event received, by which the conversation is resumed; 0 before the first. */
  readonly seq: number
  /** Sent, and not yet known to be kept. */
  readonly sent: { readonly turn: number; readonly text: string } | undefined
  /** What went wrong with the last thing that was asked. */
  readonly trouble: string | undefined
}

export const silence: Talk = { turns: [], answers: {}, seq: 0, sent: undefined, trouble: undefined }

export type TalkStep =
  | { readonly kind: 'told'; readonly message: TalkMessage }
  | { readonly kind: 'said'; readonly turn: number; readonly text: string }
  /** The line broke: what was sent may not have arrived. */
  | { readonly kind: 'broke' }

export function talk(before: Talk, step: TalkStep): Talk {
  switch (step.kind) {
    case 'said':
      return { ...before, sent: { turn: step.turn, text: step.text }, trouble: undefined }
    case 'broke':
      return { ...before, sent: undefined }
    case 'told':
      return told(before, step.message)
  }
}

function told(before: Talk, message: TalkMessage): Talk {
  const now = typeof message.seq === 'number' && 'turn' in message && message.type !== 'coach_heard' ? { ...before, seq: message.seq } : before
  switch (message.type) {
    case 'coach_state':
      // What was sent since is answered for by itself.
      return { ...now, answers: answersIn(message), trouble: undefined }
    case 'coach_turn':
      return { ...now, turns: [...now.turns.filter(({ turn }) => turn !== message.turn), newTurn(message)] }
    case 'ai_delta':
      return inTurn(now, message, (turn) => ({ ...turn, text: turn.text + String(message.text) }))
    case 'ai_retract':
      return inTurn(now, message, (turn) => ({ ...turn, text: turn.text.slice(0, Number(message.from)) }))
    case 'ai_response':
      return inTurn(now, message, (turn) => ({ ...turn, text: String(message.message), whole: true }))
    case 'coach_heard':
      return heard(now, Number(message.prompt_index))
    case 'error':
      return { ...now, sent: undefined, trouble: String(message.message) }
    default:
      return now
  }
}

function newTurn(message: TalkMessage): CoachTurn {
  return {
    turn: Number(message.turn),
    promptIndex: Number(message.prompt_index),
    knownLength: Number(message.known_length),
    element: String(message.element) as Element,
    ...(typeof message.missing_coach === 'string' ? { missingCoach: message.missing_coach } : {}),
    text: '',
    whole: false,
  }
}

function inTurn(before: Talk, message: TalkMessage, change: (turn: CoachTurn) => CoachTurn): Talk {
  return { ...before, turns: before.turns.map((turn) => (turn.turn === message.turn ? change(turn) : turn)) }
}

/** What was sent is kept: it goes after what was said to the same prompt before. */
function heard(before: Talk, promptIndex: number): Talk {
  if (before.sent === undefined) return before
  const known = before.answers[promptIndex]
  const { knownLength = 0 } = before.turns.find(({ turn }) => turn === before.sent?.turn) ?? {}
  // Another page may have brought it along already.
  if (known !== undefined && known.slice(knownLength).trim() !== '') return { ...before, sent: undefined }
  const text = known === undefined ? before.sent.text : `${known}\n\n${before.sent.text}`
  return { ...before, answers: { ...before.answers, [promptIndex]: text }, sent: undefined }
}

function answersIn(message: TalkMessage): Record<number, string> {
  const list = Array.isArray(message.answers) ? (message.answers as readonly { prompt_index: number; text: string }[]) : []
  return Object.fromEntries(list.map(({ prompt_index: index, text }) => [index, text]))
}

export interface Exchange {
  readonly asked: CoachTurn
  /** What the learner said to it; empty while it is their turn. */
  readonly reply: string
}

/** Turn by turn: the part of each answer that was said after its question. */
export function exchanges({ turns, answers, sent }: Talk): Exchange[] {
  const ordered = turns.toSorted((a, b) => a.turn - b.turn)
  return ordered.map((asked, at) => {
    const next = ordered.slice(at + 1).find(({ promptIndex }) => promptIndex === asked.promptIndex)
    const whole = answers[asked.promptIndex] ?? ''
    const reply = whole.slice(asked.knownLength, next?.knownLength).trim()
    return { asked, reply: reply === '' && sent?.turn === asked.turn ? sent.text : reply }
  })
}

export type Whose = 'coach' | 'learner' | 'nobody'

/** Whose turn it is; nobody's once everything is said. */
export function whoseTurn(state: Talk): Whose {
  const last = exchanges(state).at(-1)
  if (last === undefined || !last.asked.whole || last.reply !== '') return 'coach'
  return last.asked.promptIndex > 11 ? 'nobody' : 'learner'
}
