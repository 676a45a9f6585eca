/** Entries of an interview as messages of the socket. */
import type { InterviewEntry, InterviewRecord } from '@quint/proto/gen/quint/sessions/v1/interview.ts'
import type { ServerMessage } from '../socket/feature.ts'
import { durationText, nameOf, snake, toAnalysis, toProblem, toRun, toSummary } from './mapping.ts'
import { toPage } from './numbering.ts'

type Message = ServerMessage & Readonly<Record<string, unknown>>

interface Place {
  readonly interview: InterviewRecord
  /** As the page sees it. */
  readonly seq: number
}

/** Its time is that of the entry, however late it comes. */
export function toMessage(entry: InterviewEntry, { interview, seq }: Place): Message {
  const common = { seq, interview_id: interview.id, timestamp: entry.at }
  const about = { about_seq: toPage(entry.aboutSeq) }
  switch (entry.kind) {
    case 'system':
      return { type: 'system', ...common, message: entry.text }
    case 'stage':
      return { type: 'stage', ...common, stage: nameOf(entry.stage, 'INTERVIEW_STAGE_') }
    case 'ai_response':
      return { type: 'ai_response', ...common, ...about, message: entry.text, source: entry.source }
    case 'run_result':
      return { type: 'run_result', ...common, ...about, submission_id: entry.submissionId, result: entry.run && snake(toRun(entry.run)) }
    case 'code_analysis':
      return {
        type: 'code_analysis',
        ...common,
        ...about,
        submission_id: entry.submissionId,
        analysis: entry.analysis && snake(toAnalysis(entry.analysis)),
      }
    case 'session_summary':
      return { type: 'session_summary', ...common, summary: entry.text, session_data: sessionData(entry, interview) }
    default:
      return { type: 'said', ...common, kind: entry.kind, content: entry.text, ...programIn(entry) }
  }
}

function programIn({ code, language, stdin, submissionId, requestId }: InterviewEntry) {
  return {
    ...(code === '' ? {} : { code, language, submission_id: submissionId }),
    ...(stdin === '' ? {} : { stdin }),
    ...(requestId === '' ? {} : { request_id: requestId }),
  }
}

function sessionData(entry: InterviewEntry, interview: InterviewRecord) {
  const { text: _text, source: _source, ...judged } = entry.summary === undefined ? nothing : toSummary(entry.summary)
  return {
    duration: durationText(entry.atMs),
    submissions: interview.submissions,
    interview_id: interview.id,
    status: nameOf(interview.status, 'INTERVIEW_STATUS_'),
    ...(snake(judged) as object),
  }
}

const nothing = { text: '', source: '', band: '', rubric: [], strengths: [], improvements: [], nextSteps: [], comparison: [], skillsSeen: [] }

/** How it stands, for a page that enters. */
export function toState(interview: InterviewRecord, owed: readonly string[]): Message {
  return {
    type: 'state',
    interview_id: interview.id,
    stage: nameOf(interview.stage, 'INTERVIEW_STAGE_'),
    status: nameOf(interview.status, 'INTERVIEW_STATUS_'),
    language: interview.language,
    persona: nameOf(interview.persona, 'PERSONA_'),
    duration_minutes: interview.durationMinutes,
    remaining_ms: interview.remainingMs,
    started_at: interview.startedAt,
    ends_at: interview.endsAt,
    submissions: interview.submissions,
    draft: { code: interview.draft, language: interview.draftLanguage },
    problem: interview.task === undefined ? null : snake(toProblem(interview.task)),
    owed: [...owed],
  }
}
