/** What the interviewer is told of an interview: the transcript and the programs, out of the log. */
import type { Interview, Submission, TranscriptEntry } from '@quint/proto/gen/quint/hints/v1/interviewer.ts'
import { type CodeAnalysis, InterviewProblem, MeasuredComplexity, Speaker } from '@quint/proto/gen/quint/hints/v1/interviewer.ts'
import { Outcome, RunResult } from '@quint/proto/gen/quint/runner/v1/runner.ts'
import { InterviewTask } from '@quint/proto/gen/quint/sessions/v1/interview.ts'
import type { EntryRow, InterviewDetail } from './store.ts'
import { nameOf, toPersona, toStage } from './wire.ts'

const mostSaid = 500
const mostPrograms = 200
/** Of all programs together: the latest are told. */
const mostCodeBytes = 2 * 1024 * 1024

/** @param about the entry that is answered: the interview is told as it stood in its stage. */
export function materialOf(row: InterviewDetail, entries: readonly EntryRow[], about: EntryRow): Interview {
  return {
    interviewId: row.id,
    problem: problemOf(row),
    persona: toPersona(row.persona),
    stage: toStage(about.kind === 'end_session' || about.kind === 'system' ? row.stage : about.stage),
    language: row.language,
    elapsedMs: row.elapsedMs,
    durationMs: row.durationMinutes * 60_000,
    transcript: entries
      .toSorted((one, other) => placeOf(one) - placeOf(other))
      .flatMap(saidIn)
      .slice(-mostSaid),
    submissions: programsOf(entries),
  }
}

/** An answer stands where it belongs, also when more was said before it came: what is last is what is to be answered. */
function placeOf({ seq, kind, aboutSeq }: EntryRow): number {
  return kind === 'ai_response' ? aboutSeq + 0.5 : seq
}

function problemOf({ task }: InterviewDetail): InterviewProblem | undefined {
  if (task === null) return undefined
  const { problemId, title, statement, difficulty, topics, constraints, examples } = InterviewTask.fromJSON(task)
  return InterviewProblem.fromPartial({
    problemId,
    algorithm: { title, statement, difficulty, tags: topics, examples: examples.map(({ input, output }) => `${input} → ${output}`) },
    constraints,
  })
}

const speakers: Readonly<Record<string, Speaker>> = {
  explanation: Speaker.CANDIDATE,
  message: Speaker.CANDIDATE,
  ai_response: Speaker.INTERVIEWER,
  code_analysis: Speaker.INTERVIEWER,
}

function saidIn({ seq, kind, stage, text, atMs, questionCode, notes }: EntryRow): TranscriptEntry[] {
  const speaker = speakers[kind]
  return speaker === undefined || text === '' ? [] : [{ seq, speaker, stage: toStage(stage), text, atMs, questionCode, notes }]
}

function programsOf(entries: readonly EntryRow[]): Submission[] {
  const found = new Map<string, { readonly run?: RunResult; readonly measured?: MeasuredComplexity }>()
  for (const { submissionId, found: parts } of entries)
    if (submissionId !== '')
      found.set(submissionId, {
        ...found.get(submissionId),
        ...(parts.run === undefined ? {} : { run: RunResult.fromJSON(parts.run) }),
        ...(parts.measured === undefined ? {} : { measured: MeasuredComplexity.fromJSON(parts.measured) }),
      })
  const programs = entries
    .filter(({ kind }) => kind === 'run' || kind === 'code_submission')
    .map((entry) => programOf(entry, found.get(entry.submissionId) ?? {}))
  let bytes = 0
  return programs
    .slice(-mostPrograms)
    .reverse()
    .filter(({ code }) => {
      bytes += Buffer.byteLength(code)
      return bytes <= mostCodeBytes
    })
    .reverse()
}

function programOf(entry: EntryRow, { run, measured }: { readonly run?: RunResult; readonly measured?: MeasuredComplexity }): Submission {
  const failing = run?.tests.find(({ outcome, input }) => outcome !== Outcome.OK && input !== '')
  return {
    submissionId: entry.submissionId,
    afterSeq: entry.seq,
    atMs: entry.atMs,
    language: entry.language,
    code: entry.code,
    submitted: entry.kind === 'code_submission',
    outcome: run === undefined ? '' : nameOf(run.outcome, 'OUTCOME_'),
    testsTotal: run?.testsTotal ?? 0,
    testsPassed: run?.testsPassed ?? 0,
    failing: failing === undefined ? undefined : { input: failing.input, output: failing.output, expected: failing.expected },
    message: failing?.message || (run?.message ?? ''),
    line: failing?.line || (run?.line ?? 0),
    timeMs: run?.timeMs ?? 0,
    memoryBytes: run?.memoryBytes ?? 0,
    measured,
    stdin: entry.stdin ?? '',
  }
}

/** What an analysis says in a conversation: its question, under its code. */
export function spokenIn(analysis: CodeAnalysis): { readonly text: string; readonly questionCode: string } {
  return { text: analysis.followUpQuestion, questionCode: analysis.questionCode }
}
