/** Answers that a client may keep and ask about again (RFC 9110, 13.1.2): unchanged costs a 304. */
import { createHash } from 'node:crypto'
import type { Request, Response } from 'express'
import type { Reply } from './route.ts'

/**
 * Compares by itself, because Express takes the `Cache-Control: no-cache` that fetch adds to an `If-None-Match` of its caller's for a wish not to be
 * answered by 304.
 */
export function sendRevalidated(request: Request, response: Response, reply: Reply): void {
  const body = JSON.stringify(reply.body)
  const tag = createHash('sha256').update(body).digest('base64url')
  // Weak, since compression changes the bytes.
  response.setHeader('ETag', `W/"${tag}"`)
  response.setHeader('Cache-Control', 'private, no-cache')
  if (names(request.get('if-none-match'), tag)) response.status(304).end()
  else response.status(reply.status).type('json').send(body)
}

function names(ifNoneMatch: string | undefined, tag: string): boolean {
  return (ifNoneMatch ?? '').split(',').some((entry) => {
    const given = entry.trim().replace(/^W\//, '')
    return given === '*' || given === `"${tag}"`
  })
}
