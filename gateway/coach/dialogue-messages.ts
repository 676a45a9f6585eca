/** The messages of a conversation with the coach over the socket. Field names are those of the socket's first clients, snake case. */
import type { StreamDialogueResponse } from '@quint/proto/gen/quint/hints/v1/hints.ts'
import { z } from 'zod'
import { text } from '../http/text.ts'
import type { ServerMessage } from '../socket/feature.ts'
import { elementName } from './mapping.ts'
import { start } from './schema.ts'

const sessionId = z.uuid()
const seq = z.int().min(0).max(1e9)

export const takes = {
  coach_start: z.union([
    z.strictObject({ session_id: sessionId }),
    z.strictObject({ ...start.shape, request_id: z.uuid().optional().describe('The same for every try of one start: a repeat begins nothing new.') }),
  ]),
  coach_message: z.strictObject({
    session_id: sessionId,
    turn: z.int().min(1).describe('The turn of the coach that it answers.'),
    text: text(10_000),
    time_spent_seconds: z.number().min(0).max(1e9).optional(),
  }),
  coach_cancel: z.strictObject({ session_id: sessionId }).describe('The coach stops speaking; what it was about to say waits for a resume.'),
  resume: z.strictObject({ session_id: sessionId, last_seq: seq }),
} as const

const about = { session_id: sessionId, turn: z.int().describe('From 1.') }
const conversation = { ...about, seq: seq.describe('Counts in the conversation: resume names the last one received.') }

const sends = {
  coach_state: z.object({
    session_id: sessionId,
    algorithm_title: z.string(),
    status: z.enum(['in_progress', 'completed', 'abandoned']),
    prompts_completed: z.int(),
    answers: z.array(z.object({ prompt_index: z.int(), text: z.string() })).describe('Everything that the learner has said so far.'),
  }),
  coach_turn: z.object({
    ...conversation,
    prompt_index: z.int().describe('What the next words of the learner answer, 0 to 11; 12: nothing is left to ask.'),
    known_length: z.int().describe('Characters of that answer so far: what comes after them is the answer to this turn.'),
    element: z.string(),
    source: z.string(),
    missing_coach: z.string().optional().describe('The coach that the learner wants asked, where there is none such: the default speaks.'),
  }),
  ai_delta: z.object({ ...conversation, text: z.string() }),
  ai_retract: z.object({ ...conversation, from: z.int().describe('The text of the turn from here on is taken back.') }),
  ai_response: z.object({ ...conversation, message: z.string().describe('The whole turn.'), source: z.string() }),
  coach_heard: z.object({ ...about, prompt_index: z.int(), prompts_completed: z.int() }).describe('The words are kept.'),
  coach_paused: z.object({ session_id: sessionId }),
} as const

export const dialogueContract = {
  name: 'coach',
  purpose: 'A conversation with the coach in place of the twelve prompts; its session is the same as theirs.',
  takes,
  sends,
} as const

/** @param turn the turn that the events belong to. */
export function toMessage({ seq: number, event }: StreamDialogueResponse, place: { readonly sessionId: string; readonly turn: number }) {
  const common = { seq: number, session_id: place.sessionId, turn: place.turn }
  switch (event?.$case) {
    case 'meta': {
      const { promptIndex, knownLength, element, source, missingCoach } = event.value
      const missing = missingCoach === '' ? {} : { missing_coach: missingCoach }
      const asked = { prompt_index: promptIndex, known_length: knownLength, element: elementName(element) }
      return message({ type: 'coach_turn', ...common, ...asked, source, ...missing })
    }
    case 'token':
      return message({ type: 'ai_delta', ...common, text: event.value.text })
    case 'retract':
      return message({ type: 'ai_retract', ...common, from: event.value.from })
    case 'done':
      return message({ type: 'ai_response', ...common, message: event.value.text, source: event.value.source })
    case undefined:
      return undefined
  }
}

function message(given: ServerMessage & Readonly<Record<string, unknown>>) {
  return given
}
