import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ApiError, messageOf, mistakeIn, nearTo, toApiError, toProblem } from './problem.ts'

test('a refusal says which field is wrong', () => {
  const problem = toProblem(
    { title: 'Invalid', status: 400, detail: 'The request is not valid.', errors: [{ path: 'email', message: 'is no address' }] },
    400,
  )
  assert.equal(messageOf(new ApiError(problem)), 'The request is not valid. (email: is no address)')
})

test('a field of a form has its own mistake, and what could stand there instead', () => {
  const errors = [
    { path: 'topic', message: 'is not known' },
    { path: 'topic.near', message: 'Heaps' },
    { path: 'topic.near', message: 'Tries' },
    { path: 'tags.1', message: 'is too long' },
  ]
  const error = new ApiError(toProblem({ title: 'Invalid', errors }, 400))
  assert.deepEqual([mistakeIn(error, 'topic'), mistakeIn(error, 'tags'), mistakeIn(error, 'title')], ['is not known', 'is too long', undefined])
  assert.deepEqual([nearTo(error, 'topic'), nearTo(error, 'tags'), nearTo(new Error('x'), 'topic')], [['Heaps', 'Tries'], [], []])
})

test('too many requests say when to try again', async () => {
  const body = JSON.stringify({ title: 'Too many requests', status: 429, detail: 'Too many attempts.' })
  const wait = async (seconds: string): Promise<string> =>
    messageOf(await toApiError(new Response(body, { status: 429, headers: { 'Retry-After': seconds } })))
  assert.equal(await wait('1'), 'Too many attempts. Try again in 1 second.')
  assert.equal(await wait('61'), 'Too many attempts. Try again in 61 seconds.')
  assert.equal(await wait('1800'), 'Too many attempts. Try again in 30 minutes.')
  assert.equal(await wait('soon'), 'Too many attempts.')
})

test('an error of our own code shows nothing of it', () => {
  assert.equal(messageOf(new TypeError('x is undefined')), 'Something went wrong on this page. Try again.')
})
