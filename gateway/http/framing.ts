/** Refuses a message before any of its body is read: one for two hosts (RFC 9112, 3.2), or too large by its own account. */
import type { RequestHandler } from 'express'
import { HttpProblem } from './problem.ts'

export const mostBodyBytes = 2 ** 20

export const framed: RequestHandler = (request, response, next) => {
  const hosts = hostsOf(request.rawHeaders)
  const tooLarge = Number(request.headers['content-length'] ?? 0) > mostBodyBytes
  if (hosts === 1 && !tooLarge) return next()
  // What follows on this connection is not ours to guess, and not worth reading to its end.
  response.setHeader('Connection', 'close')
  next(
    tooLarge
      ? new HttpProblem(413, 'too-large', { title: 'Too large', detail: 'The request is larger than 1 MiB.' })
      : new HttpProblem(400, 'invalid', { title: 'The request is not valid', detail: 'The request must name one host.' }),
  )
}

/** @param raw names and values in turns, as they came. */
function hostsOf(raw: readonly string[]): number {
  let hosts = 0
  for (let at = 0; at < raw.length; at += 2) if (raw[at]?.length === 4 && raw[at]?.toLowerCase() === 'host') hosts += 1
  return hosts
}
