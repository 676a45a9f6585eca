/** Answers that a client may keep and ask about again (RFC 9110, 13.1.2): unchanged costs a 304. */
import { createHash } from 'node:crypto'
import type { Request, Response } from 'express'
import { endWith, jsonType } from './compressed.ts'
import type { Reply } from './route.ts'

/**
 * Compares by itself, because Express takes the `Cache-Control: no-cache` that fetch adds to an `If-None-Match` of its caller's for a wish not to be
 * answered by 304.
 */
export function sendRevalidated(request: Request, response: Response, reply: Reply): void {
  const body = JSON.stringify(reply.body)
  if (isKnown(request, response, body)) response.status(304).end()
  else endWith(response.status(reply.status).setHeader('Content-Type', jsonType), body)
}

/** As `sendRevalidated`, of what is no JSON. */
export function sendText(request: Request, response: Response, { type, body }: { readonly type: string; readonly body: Buffer }): void {
  if (isKnown(request, response, body)) response.status(304).end()
  else response.status(200).setHeader('Content-Type', type).setHeader('Content-Length', body.length).end(body)
}

/** Tags the answer. @returns whether the client has it already. */
function isKnown(request: Request, response: Response, body: string | Buffer): boolean {
  const tag = createHash('sha256').update(body).digest('base64url')
  // Weak, since compression changes the bytes.
  response.setHeader('ETag', `W/"${tag}"`)
  response.setHeader('Cache-Control', 'private, no-cache')
  return names(request.get('if-none-match'), tag)
}

function names(ifNoneMatch: string | undefined, tag: string): boolean {
  return (ifNoneMatch ?? '').split(',').some((entry) => {
    const given = entry.trim().replace(/^W\//, '')
    return given === '*' || given === `"${tag}"`
  })
}
