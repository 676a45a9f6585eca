/** A mock interview over the socket: what a page says goes to sessions, what comes of it to all pages of the learner. */
import { Failure } from '@quint/runtime/failure.ts'
import type { z } from 'zod'
import { type Connection, socketFeature } from '../socket/feature.ts'
import { type DeskOptions, openDesk } from './desk.ts'
import { interviewContract, type takes } from './messages.ts'
import type { LearnerKind } from './observed.ts'

type Message<Type extends keyof typeof takes> = z.infer<(typeof takes)[Type]>

const greeting = { type: 'system', message: "Welcome! I'm your interviewer. Describe a problem to begin, or start with one of ours." }

export function interviewFeature(options: DeskOptions) {
  return socketFeature({ ...interviewContract, greeting, open: (connection) => open(connection, options) })
}

function open(connection: Connection, options: DeskOptions) {
  const { limits } = options
  const desk = openDesk(connection, options)
  const say = async (kind: LearnerKind, { content, interview_id, request_id = '' }: Message<'message'>): Promise<void> => {
    await desk.here(interview_id)
    await limits.turns.take(connection.userId)
    await desk.tell({ kind, text: content, requestId: request_id }, interview_id)
  }
  const program = async (kind: LearnerKind, given: Message<'run'>): Promise<void> => {
    if (given.code.trim() === '') throw new Failure('invalid', 'Please write some code first!')
    const { language } = await desk.here(given.interview_id)
    await limits.runs.take(connection.userId)
    const stdin = given.stdin === undefined ? {} : { stdin: given.stdin, hasStdin: true }
    const told = { kind, code: given.code, language: given.language ?? language, requestId: given.request_id ?? '', ...stdin }
    await desk.tell(told, given.interview_id)
  }
  return {
    start: (message: Message<'start'>) => desk.begin(message),
    resume: (message: Message<'resume'>) => desk.resume(message.interview_id, message.last_seq),
    async problem_description({ content, ...given }: Message<'problem_description'>) {
      if (content.trim() === '') throw new Failure('invalid', 'Please describe the problem first!')
      if (!(await desk.busy())) await desk.begin({})
      await say('problem_description', { content, ...given })
    },
    explanation: (message: Message<'explanation'>) => say('explanation', message),
    message: (message: Message<'message'>) => say('message', message),
    code_submission: (message: Message<'code_submission'>) => program('code_submission', message),
    run: (message: Message<'run'>) => program('run', message),
    end_session: ({ interview_id, request_id = '' }: Message<'end_session'>) =>
      desk.tell({ kind: 'end_session', requestId: request_id }, interview_id),
    async cursor({ code, language, interview_id, request_id, ...where }: Message<'cursor'>) {
      const place = await desk.here(interview_id)
      const written = language ?? place.language
      place.room.show(place.seat, { ...where, ...(code === undefined ? {} : { code, language: written }) })
      if (code === undefined) return desk.keepActive(place)
      await desk.keepDraft(place, { language: written, code })
      if (request_id !== undefined) place.seat.tell({ type: 'draft_kept', interview_id: place.interviewId, request_id })
    },
  }
}
