/** JSON in the body of a request: UTF-8 (RFC 8259, 8.1), an object or an array. */
import type { IncomingMessage } from 'node:http'
import { Failure } from '@quint/runtime/failure.ts'
import express, { type RequestHandler } from 'express'
import { HttpProblem } from './problem.ts'

/** Read as bytes: a reader that knows all encodings makes a decoder for each request. */
export function jsonBodies(mostBytes: number): readonly RequestHandler[] {
  return [express.raw({ limit: mostBytes, type: isJson }), parseBody]
}

/** As nearly all send it; everything else is looked at more closely. */
const plainly = 'application/json'

function isJson({ headers }: IncomingMessage): boolean {
  const type = headers['content-type'] ?? ''
  return type === plainly || /^application\/json(?:$|[\t ;])/i.test(type)
}

const parseBody: RequestHandler = (request, _response, next) => {
  const { body } = request as { body: unknown }
  if (!Buffer.isBuffer(body)) return next()
  const type = request.headers['content-type'] ?? ''
  const charset = type === plainly ? undefined : /;[\t ]*charset=[\t ]*"?([^\s";]+)/i.exec(type)?.[1]
  if (charset !== undefined && !/^utf-?8$/i.test(charset))
    return next(new HttpProblem(415, 'media-type', { title: 'Not understood', detail: 'Send JSON in UTF-8.' }))
  const whole = body.toString('utf8')
  const text = whole.startsWith('\uFEFF') ? whole.slice(1) : whole
  // Nothing at all is no body.
  if (text === '') {
    request.body = {}
    return next()
  }
  try {
    const parsed: unknown = JSON.parse(text)
    if (typeof parsed === 'object' && parsed !== null) {
      request.body = parsed
      return next()
    }
  } catch {}
  next(new Failure('invalid', 'The request could not be read: it is not well-formed.'))
}
