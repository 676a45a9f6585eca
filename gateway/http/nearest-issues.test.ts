/** Whoever sends something wrong is told one thing about each place of it, and about the shape that they were nearest to. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { z } from 'zod'
import { takes } from '../interview/messages.ts'
import { nearestIssues } from './nearest-issues.ts'
import { inPlainWords } from './plain-words.ts'

function said(schema: z.ZodType, value: unknown): readonly string[] {
  const read = schema.safeParse(value, { error: inPlainWords })
  return read.success
    ? []
    : nearestIssues(read.error.issues).map(({ code, path, message }) => (code === 'unrecognized_keys' ? code : `${path.join('.')} ${message}`))
}

test('where two shapes would do, the nearest one is spoken of', () => {
  const languages = '“python”, “javascript”, “typescript”, “c”, “cpp”, “java”, “go”'
  assert.deepEqual(said(takes.start, { language: 'ruby' }), [`language must be one of ${languages}`])
  assert.deepEqual(said(takes.start, {}), ['language is missing'])
  assert.deepEqual(said(takes.start, { language: 'python', duration_minutes: 9999 }), ['duration_minutes must be at most 180'])
  assert.deepEqual(said(takes.start, { language: 'python', persona: 'mean' }), ['persona must be one of “friendly”, “neutral”, “demanding”'])
  assert.deepEqual(said(takes.start, { language: 'python', durationMinutes: 9999 }), ['durationMinutes must be at most 180'])
  assert.deepEqual(said(takes.start, { problemId: 'x', language: 'python', durationMinutes: 'long' }), ['durationMinutes must be a number'])
  assert.deepEqual(said(takes.start, { language: 'python', wish: 1 }), ['unrecognized_keys'])
  assert.deepEqual(said(takes.resume, { interviewId: 'none', lastSeq: 0 }), ['interviewId must be a UUID'])
})

test('a place within a list of shapes is named whole, and what is of the wrong kind is not too long as well', () => {
  const schema = z.object({ all: z.array(z.union([z.object({ a: z.int() }), z.object({ b: z.string() })])), tags: z.array(z.string()).max(2) })
  assert.deepEqual(said(schema, { all: [{ a: 1 }, { b: 7 }], tags: 'one' }), ['all.1.a is missing', 'tags must be a list'])
})
