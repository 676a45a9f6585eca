/** Handlers as one: each goes on by itself, and whoever fails is the last. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { NextFunction, Request, RequestHandler, Response } from 'express'
import { inTurn } from './in-turn.ts'

function passed(handlers: readonly RequestHandler[]): Promise<unknown> {
  return new Promise((resolve) => {
    inTurn(...handlers)({} as Request, {} as Response, resolve as NextFunction)
  })
}

test('all are called, in their order, also one that waits', async () => {
  const called: string[] = []
  const error = await passed([
    (_request, _response, next) => {
      called.push('first')
      setImmediate(next)
    },
    (_request, _response, next) => {
      called.push('second')
      next()
    },
  ])
  assert.deepEqual([error, called], [undefined, ['first', 'second']])
})

test('what one fails with goes on, at once or later, told or thrown; the next is not called', async () => {
  const broken = new Error('broken')
  const never: RequestHandler = () => assert.fail('it was called')
  const later: RequestHandler = (_request, _response, next) => void setImmediate(next)
  const throws: RequestHandler = () => {
    throw broken
  }
  assert.equal(await passed([throws, never]), broken)
  assert.equal(await passed([later, throws, never]), broken)
  assert.equal(await passed([later, (_request, _response, next) => next(broken), never]), broken)
})
