/** HEAD (RFC 9110, 9.3.2): what GET would answer, without its body. */
import type { Response } from 'express'

/**
 * What is sent piece by piece is left as soon as its headers or its first piece come: nobody reads what would follow.
 * @returns aborted then, so that whoever still has pieces stops.
 */
export function headersOnly(response: Response): AbortSignal {
  const left = new AbortController()
  const leave = (): true => {
    if (left.signal.aborted) return true
    left.abort()
    response.end()
    return true
  }
  response.write = leave
  response.flushHeaders = leave
  return left.signal
}
