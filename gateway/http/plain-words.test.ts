/** Every way in which a field can be wrong is told in words that its sender knows. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { z } from 'zod'
import { testGateway } from '../testing.ts'
import { inPlainWords } from './plain-words.ts'

function told(schema: z.ZodType, value: unknown): string | undefined {
  return schema.safeParse(value, { error: inPlainWords }).error?.issues[0]?.message
}

test('what a field must be is said of kind, size, choice and form', () => {
  const said: readonly (readonly [z.ZodType, unknown, string])[] = [
    [z.string(), undefined, 'is missing'],
    [z.enum(['python', 'go']), undefined, 'is missing'],
    [z.string(), 7, 'must be text'],
    [z.number(), 'seven', 'must be a number'],
    [z.int(), 0.5, 'must be a whole number'],
    [z.boolean(), 'yes', 'must be true or false'],
    [z.array(z.string()), {}, 'must be a list'],
    [z.strictObject({}), [], 'must be an object'],
    [z.record(z.string(), z.string()), 'x', 'must be an object'],
    [z.string().min(1), '', 'must not be empty'],
    [z.string().min(8), 'x', 'must have at least 8 characters'],
    [z.string().max(3), 'four', 'must have at most 3 characters'],
    [z.string().length(6), 'x', 'must have exactly 6 characters'],
    [z.array(z.int()).max(1), [1, 2], 'must have at most 1 item'],
    [z.int().min(0), -1, 'must be at least 0'],
    [z.int().max(11), 12, 'must be at most 11'],
    [z.number().positive(), 0, 'must be more than 0'],
    [z.number().multipleOf(15), 7, 'must be a multiple of 15'],
    [z.enum(['python', 'go']), 'cobol', 'must be one of “python”, “go”'],
    [z.literal(true), false, 'must be true'],
    [z.email(), 'x', 'must be an e-mail address'],
    [z.url(), 'x', 'must be a web address'],
    [z.uuid(), 'x', 'must be a UUID'],
    [z.iso.datetime(), 'x', 'must be a time such as 2026-01-31T08:00:00Z'],
    [z.string().regex(/^a$/), 'b', 'must be in the form that is documented'],
    [z.union([z.string(), z.number()]), true, 'is not of a form that is known here'],
  ]
  for (const [schema, value, words] of said) assert.equal(told(schema, value), words)
})

test('a schema that has its own words for it keeps them', () => {
  assert.equal(told(z.string().max(3, 'must be short'), 'four'), 'must be short')
})

test('a refused request names its fields and what each must be', async () => {
  await using gateway = await testGateway()
  const { accessToken: token } = await gateway.register()
  const body = { promptIndex: 12, responseText: 'x'.repeat(10_001), timeSpentSeconds: 'long', why: 1 }
  const response = await gateway.send('POST', '/api/session/respond', { token, body })
  assert.equal(response.status, 400)
  assert.deepEqual(((await response.json()) as { errors: unknown }).errors, [
    { path: 'sessionId', message: 'is missing' },
    { path: 'promptIndex', message: 'must be at most 11' },
    { path: 'responseText', message: 'must have at most 10000 characters' },
    { path: 'timeSpentSeconds', message: 'must be a number' },
    { path: 'why', message: 'is not a known field' },
  ])
})
