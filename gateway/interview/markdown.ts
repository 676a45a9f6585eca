/** An interview as a Markdown file, to keep or to show to somebody. */
import type { Claim } from '@quint/proto/gen/quint/hints/v1/interviewer.ts'
import { type GetInterviewResponse, type InterviewEntry, InterviewRecord } from '@quint/proto/gen/quint/sessions/v1/interview.ts'
import { durationText, nameOf } from './mapping.ts'

export function toMarkdown({ interview = InterviewRecord.fromPartial({}), entries }: GetInterviewResponse): string {
  const { task, language, persona, startedAt } = interview
  const summary = entries.findLast(({ kind }) => kind === 'session_summary')
  const parts = [
    `# ${line(task?.title || 'Interview')}`,
    [
      `- ${startedAt.slice(0, 10)}, ${durationText(entries.at(-1)?.atMs ?? 0)}, ${language}, ${nameOf(persona, 'PERSONA_')} interviewer`,
      ...(interview.rubric.length === 0 ? [] : [`- Overall: **${words(nameOf(interview.band, 'BAND_'))}**`]),
    ].join('\n'),
    ...(task === undefined ? [] : ['## Problem', quoted(task.statement)]),
    ...(summary === undefined ? [] : summaryOf(summary, interview)),
    '## Transcript',
    ...entries.flatMap(entryText),
  ]
  return `${parts.join('\n\n')}\n`
}

function summaryOf({ text, summary }: InterviewEntry, { rubric }: InterviewRecord): string[] {
  const table = rubric.map(
    ({ dimension, band, score }) => `| ${words(nameOf(dimension, 'DIMENSION_'))} | ${words(nameOf(band, 'BAND_'))} | ${score} |`,
  )
  return [
    '## Summary',
    quoted(text),
    ...(table.length === 0 ? [] : [['| dimension | band | of 100 |', '| --- | --- | --- |', ...table].join('\n')]),
    ...list('Strengths', summary?.strengths ?? []),
    ...list('To improve', summary?.improvements ?? []),
    ...list('Beside earlier interviews', summary?.comparison ?? []),
    ...list('Next', summary?.nextSteps ?? []),
  ]
}

function list(title: string, claims: readonly Claim[]): string[] {
  return claims.length === 0 ? [] : [`### ${title}`, claims.map(({ text }) => `- ${line(text)}`).join('\n')]
}

function entryText({ kind, text, code, language, run, analysis, stage, atMs }: InterviewEntry): string[] {
  const at = `${Math.floor(atMs / 60_000)}:${String(Math.floor(atMs / 1000) % 60).padStart(2, '0')}`
  switch (kind) {
    case 'explanation':
    case 'message':
      return [`**You** (${at})`, quoted(text)]
    case 'ai_response':
      return [`**Interviewer** (${at})`, quoted(text)]
    case 'run':
    case 'code_submission':
      return [`**You** ${kind === 'run' ? 'ran' : 'handed in'} (${at})`, fenced(code, language)]
    case 'run_result':
      return [`Result: ${words(nameOf(run?.outcome ?? '', 'OUTCOME_'))}${run?.testsTotal ? `, ${run.testsPassed} of ${run.testsTotal} tests` : ''}`]
    case 'code_analysis':
      return [
        `**Review** (${at}): ${analysis?.score ?? 0} of 10`,
        quoted([analysis?.technicalFeedback, analysis?.complexityAnalysis, analysis?.codeQuality, text].filter(Boolean).join('\n\n')),
      ]
    case 'stage':
      return [`### ${nameOf(stage, 'INTERVIEW_STAGE_').replace(/^./, (letter) => letter.toUpperCase())}`]
    case 'system':
      return [`_${line(text)}_`]
    default:
      return []
  }
}

const words = (name: string): string => name.replaceAll('_', ' ')
const line = (text: string): string => text.replace(/\s+/g, ' ').trim()

/** Whatever it holds, it stays a quotation. */
function quoted(text: string): string {
  return text
    .split('\n')
    .map((one) => `> ${one}`.trimEnd())
    .join('\n')
}

/** A fence that nothing in the code ends. */
function fenced(code: string, language: string): string {
  const longest = Math.max(2, ...(code.match(/`+/g) ?? []).map((ticks) => ticks.length))
  const fence = '`'.repeat(longest + 1)
  return `${fence}${language}\n${code}\n${fence}`
}
