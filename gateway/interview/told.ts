/** Whole interviews as the API tells them: in parts to be read, along a line of time to be replayed, and beside each other. */
import { CodeAnalysis, type DimensionScore, Summary } from '@quint/proto/gen/quint/hints/v1/interviewer.ts'
import { type GetInterviewResponse, type InterviewEntry, InterviewRecord } from '@quint/proto/gen/quint/sessions/v1/interview.ts'
import { nameOf, toAnalysis, toEntryBody, toInterview, toProblem, toRun, toSummary } from './mapping.ts'
import { toPage } from './numbering.ts'

const spoken = new Set(['explanation', 'message', 'ai_response', 'system', 'problem_description', 'code_analysis', 'session_summary'])

export function toDetail({ interview = InterviewRecord.fromPartial({}), entries, snapshots }: GetInterviewResponse) {
  const summary = entries.findLast(({ kind }) => kind === 'session_summary')
  return {
    interview: { ...toInterview(interview), problem: interview.task === undefined ? null : toProblem(interview.task) },
    draft: { code: interview.draft, language: interview.draftLanguage },
    transcript: entries.filter(({ kind, text }) => spoken.has(kind) && text !== '').map(toEntryBody),
    submissions: toSubmissions(entries),
    summary: summary === undefined ? null : { ...toSummary(summary.summary ?? Summary.fromPartial({})), text: summary.text },
    /** Everything in order, to be replayed, and the code as it stood in between. */
    entries: entries.map(toEntryBody),
    snapshots: snapshots.map(({ atMs, language, code }) => ({ atMs, language, code })),
  }
}

function toSubmissions(entries: readonly InterviewEntry[]) {
  return entries
    .filter(({ kind }) => kind === 'run' || kind === 'code_submission')
    .map(({ submissionId, seq, kind, language, code, stdin, at, atMs }) => {
      const about = entries.filter((entry) => entry.submissionId === submissionId)
      const run = about.find((entry) => entry.run !== undefined)?.run
      const review = about.find((entry) => entry.analysis !== undefined)
      return {
        id: submissionId,
        seq: toPage(seq),
        submitted: kind === 'code_submission',
        language,
        code,
        ...(stdin === '' ? {} : { stdin }),
        at,
        atMs,
        run: run === undefined ? null : toRun(run),
        analysis: review === undefined ? null : toAnalysis(review.analysis ?? CodeAnalysis.fromPartial({})),
        measured: review?.measured ?? null,
      }
    })
}

/** Oldest first. */
export function compared(found: readonly GetInterviewResponse[]) {
  const records = found
    .map(({ interview, entries }) => ({ interview: InterviewRecord.fromPartial(interview ?? {}), entries }))
    .toSorted((one, other) => one.interview.startedAt.localeCompare(other.interview.startedAt))
  const dimensions = [...new Set(records.flatMap(({ interview }) => interview.rubric.map(({ dimension }) => dimension)))]
  return {
    interviews: records.map(({ interview, entries }) => ({
      ...toInterview(interview),
      minutes: Math.round((entries.at(-1)?.atMs ?? 0) / 60_000),
      runs: entries.filter(({ kind }) => kind === 'run').length,
      said: entries.filter(({ kind }) => kind === 'message' || kind === 'explanation').length,
      code: entries.findLast(({ kind }) => kind === 'code_submission')?.code ?? '',
      skillsSeen: entries.findLast(({ kind }) => kind === 'session_summary')?.summary?.skillsSeen ?? [],
    })),
    dimensions: dimensions.map((dimension) => ({
      dimension: nameOf(dimension, 'DIMENSION_'),
      scores: records.map(({ interview }) => scoreOf(interview.rubric.find((one) => one.dimension === dimension))),
    })),
  }
}

/** Null where there was no judgement. */
function scoreOf(found: DimensionScore | undefined) {
  return found === undefined ? null : { band: nameOf(found.band, 'BAND_'), score: found.score }
}
