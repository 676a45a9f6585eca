/** What is said over the socket about an interview. */
import type { Sent } from './room.ts'

export type Ask = Readonly<Record<string, unknown>> & { readonly type: string }

export interface Draft {
  readonly code: string
  readonly language: string
}

export function resumeAsk(interviewId: string, lastSeq: number): Ask {
  return { type: 'resume', interview_id: interviewId, last_seq: lastSeq }
}

/** Answered under its name once it is kept. */
export function draftAsk(interviewId: string, requestId: string, { code, language }: Draft): Ask {
  return { type: 'cursor', interview_id: interviewId, request_id: requestId, code, language }
}

/** The learner is writing: no silence that the interviewer should break. */
export function writingAsk(interviewId: string): Ask {
  return { type: 'cursor', interview_id: interviewId }
}

export function askOf(interviewId: string, { requestId, kind, text = '', code = '', language = '', stdin }: Sent): Ask {
  const named = { type: kind, interview_id: interviewId, request_id: requestId }
  switch (kind) {
    case 'problem_description':
    case 'explanation':
    case 'message':
      return { ...named, content: text }
    case 'code_submission':
      return { ...named, code, language }
    case 'run':
      return { ...named, code, language, ...(stdin === undefined ? {} : { stdin }) }
    case 'end_session':
      return { ...named, content: {} }
  }
}
