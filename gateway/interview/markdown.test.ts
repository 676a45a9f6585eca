/** Interviews as Markdown. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Band, Dimension, Persona } from '@quint/proto/gen/quint/hints/v1/interviewer.ts'
import { GetInterviewResponse } from '@quint/proto/gen/quint/sessions/v1/interview.ts'
import { toMarkdown } from './markdown.ts'

const interview = {
  task: { title: 'Two\nSum <b>', statement: '# Not a heading of ours\n> nor a quotation' },
  language: 'python',
  persona: Persona.NEUTRAL,
  startedAt: '2026-11-21T10:00:00.000Z',
  band: Band.HIRE,
}
const rubric = [{ dimension: Dimension.COMMUNICATION, band: Band.STRONG_HIRE, score: 90 }]

test('words of a learner stay what they are: quoted, and never a heading or the end of a fence', () => {
  const code = 'print("""\n```\n# heading\n""")'
  const text = toMarkdown(
    GetInterviewResponse.fromPartial({
      interview: { ...interview, rubric },
      entries: [
        { kind: 'message', text: '## Hello\n```', seq: 1, atMs: 61_000 },
        { kind: 'run', code, language: 'python', seq: 2, atMs: 120_000 },
        { kind: 'session_summary', text: 'Good.', seq: 3, atMs: 180_000, summary: { comparison: [{ code: 'a', text: 'Testing is up.' }] } },
      ],
    }),
  )
  const headings = text.split('\n').filter((line, index, lines) => line.startsWith('#') && !insideFence(lines, index))
  assert.deepEqual(headings, ['# Two Sum <b>', '## Problem', '## Summary', '### Beside earlier interviews', '## Transcript'])
  assert.ok(text.includes('> ## Hello\n> ```') && text.includes(`\`\`\`\`python\n${code}\n\`\`\`\``))
  assert.ok(text.includes('3 minutes') && text.includes('| communication | strong hire | 90 |') && text.includes('**You** (1:01)'))
})

function insideFence(lines: readonly string[], index: number): boolean {
  return lines.slice(0, index).filter((line) => line.startsWith('````')).length % 2 === 1
}

test('an interview that has only begun has no summary', () => {
  const text = toMarkdown(GetInterviewResponse.fromPartial({ interview: { language: 'go', persona: Persona.FRIENDLY }, entries: [] }))
  assert.match(text, /^# Interview\n/)
  assert.doesNotMatch(text, /Summary|Overall/)
})
