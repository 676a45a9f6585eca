/** Answers compressed where that pays; event streams never come by here, since a token must not wait for others. */
import compression from 'compression'
import type { Response } from 'express'

export const jsonType = 'application/json; charset=utf-8'

/** Smaller ones fit a packet either way. Bytes. */
const leastBytes = 1024

const compress = compression({ threshold: leastBytes })

/** Everything that is written from here on goes through compression, if the client takes it. */
export function compressed(response: Response): Response {
  compress(response.req, response, () => undefined)
  return response
}

/** Ends the answer with a text whose type is set already. */
export function endWith(response: Response, text: string): void {
  const bytes = Buffer.from(text)
  // How long it would be in the client's encoding is known only once it is written.
  if (response.req.method === 'HEAD' && bytes.length >= leastBytes) {
    response.vary('Accept-Encoding').end()
    return
  }
  const out = bytes.length < leastBytes ? response : compressed(response)
  out.setHeader('Content-Length', bytes.length).end(bytes)
}
