/** Handlers that every request passes, as one: for each of Express's own steps it matches, cuts and joins the address again. */
import type { RequestHandler } from 'express'

/** None of them may give back a promise: what they wait for, they tell by calling next. */
export function inTurn(...handlers: readonly RequestHandler[]): RequestHandler {
  return (request, response, next) => {
    const goOn = (at: number): void => {
      const handler = handlers[at]
      try {
        if (handler === undefined) next()
        else handler(request, response, (error?: unknown) => (error === undefined || error === null ? goOn(at + 1) : next(error)))
      } catch (error) {
        next(error)
      }
    }
    goOn(0)
  }
}
