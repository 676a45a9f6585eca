/** A conversation with the coach as its reader gets it: what was said after a place, and the coach's next turn when it is the coach's. */
import type { Learner } from '@quint/auth/learner.ts'
import type { StreamDialogueResponse, StreamHintResponse } from '@quint/proto/gen/quint/hints/v1/hints.ts'
import { Failure } from '@quint/runtime/failure.ts'
import type { Chosen } from '../coaches.ts'
import type { HintDesk, HintWriter } from '../hint.ts'
import type { Answer, Problem } from '../problem.ts'
import { toElement } from '../wire.ts'
import { nextTurn } from './course.ts'
import type { TurnRow, TurnStore } from './turn-store.ts'
import type { TurnSubject } from './turn-writer.ts'

export interface Listening {
  readonly learner: Learner
  readonly sessionId: string
  readonly problem: Problem
  readonly answers: readonly Answer[]
  readonly afterSeq: number
  readonly chosen: Chosen
  readonly signal: AbortSignal
}

export interface DialogueOptions {
  readonly store: TurnStore
  readonly desk: HintDesk
  readonly writer: (subject: TurnSubject, chosen: Chosen) => HintWriter
}

/** More events than any turn has. */
const eventsInTurn = 1000
/** Far more than two for each prompt. */
const mostTurns = 100

export type Dialogue = (listening: Listening) => AsyncGenerator<StreamDialogueResponse>

export function openDialogue({ store, desk, writer }: DialogueOptions): Dialogue {
  return async function* stream(listening) {
    const { learner, sessionId, problem, answers } = listening
    const rows = await store.list(learner.userId, sessionId)
    const place = placeOf(listening.afterSeq)
    for (const row of rows.filter(({ turn }) => turn >= place.turn)) {
      const after = row.turn === place.turn ? place.event : -1
      if (row.status === 'done' && after < 0) yield* whole(row)
      else yield* rest(listening, row, { rows, after })
    }
    const next = nextTurn(rows, answers, problem)
    if (next === undefined) return
    if (next.turn > mostTurns) throw new Failure('conflict', 'This conversation has come to its end.')
    yield* follow(listening, next.turn, { rows, after: -1 })
  }

  /** Who comes back into a turn is told again what it asks about: they may know its words only. */
  async function* rest(listening: Listening, row: TurnRow, place: Place): AsyncGenerator<StreamDialogueResponse> {
    if (place.after >= 0) yield metaOf(row)
    yield* follow(listening, row.turn, place)
  }

  /** A finished turn, for somebody who reads it for the first time: nobody wants to see it typed again. */
  async function* whole(row: TurnRow): AsyncGenerator<StreamDialogueResponse> {
    for (const event of await store.eventsAfter(row.userId, row.id, -1)) {
      const message = toMessage(event, row)
      if (message?.event?.$case === 'meta' || message?.event?.$case === 'done') yield message
    }
  }

  async function* follow(listening: Listening, turn: number, place: Place) {
    const { learner, sessionId, problem, answers, chosen, signal } = listening
    const before = place.rows.filter((row) => row.turn < turn)
    const known = place.rows.find((row) => row.turn === turn)
    const due = nextTurn(before, answers, problem)
    // A turn whose writer died is finished as it was begun.
    const next = known === undefined ? due : { lack: undefined, answered: before.at(-1)?.promptIndex, ...due, ...placeIn(known) }
    if (next === undefined) return
    const subject = { problem, answers, next, previous: before.map(({ hintText }) => hintText) }
    const lastEventId = known === undefined || place.after < 0 ? '' : `${known.id}:${place.after}`
    let row = known
    for await (const event of desk.stream({ learner, sessionId, tier: turn, lastEventId, signal }, writer(subject, chosen))) {
      row ??= await store.find(learner.userId, sessionId, turn)
      const message = row && toMessage(event, row)
      if (message !== undefined) yield message
    }
  }
}

interface Place {
  readonly rows: readonly TurnRow[]
  /** The last event of the turn that is known; -1 without one. */
  readonly after: number
}

function metaOf(row: TurnRow): StreamDialogueResponse {
  const { sessionId, elementFocus, source, promptVersion } = row
  const value = { sessionId, ...placeIn(row), element: toElement(elementFocus), source, promptVersion, missingCoach: '' }
  return { seq: row.turn * eventsInTurn, event: { $case: 'meta', value } }
}

function placeOf(seq: number): { readonly turn: number; readonly event: number } {
  if (seq < 0) throw new Failure('invalid', 'afterSeq must not be negative', { fields: [{ path: 'afterSeq', message: 'must not be negative' }] })
  return { turn: Math.floor(seq / eventsInTurn), event: seq % eventsInTurn }
}

function placeIn({ turn, promptIndex, knownLength }: TurnRow) {
  return { turn, promptIndex, knownLength }
}

function toMessage({ eventId, event }: StreamHintResponse, row: TurnRow): StreamDialogueResponse | undefined {
  const seq = row.turn * eventsInTurn + Number(eventId.split(':')[1])
  switch (event?.$case) {
    case 'meta': {
      const { sessionId, elementFocus: element, source, promptVersion, missingCoach } = event.value
      return { seq, event: { $case: 'meta', value: { sessionId, ...placeIn(row), element, source, promptVersion, missingCoach } } }
    }
    case 'done': {
      const { hintText: text, ...rest } = event.value
      return { seq, event: { $case: 'done', value: { text, ...rest } } }
    }
    case 'token':
    case 'retract':
      return { seq, event }
    case undefined:
      return undefined
  }
}
