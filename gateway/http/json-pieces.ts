/** A JSON document that is sent as it comes, however large, and no faster than the client reads. */
import type { Response } from 'express'
import { compressed } from './compressed.ts'

/** A client that takes nothing for so long is gone. */
const stalledMs = 60_000

/**
 * Nothing is sent before the first piece, so until then a failure is answered as any other. Later ones are left to whoever catches them to cut the
 * connection: then the client sees that the document is not whole.
 */
export async function sendJsonPieces(response: Response, pieces: AsyncIterable<string | Uint8Array>, fileName: string): Promise<void> {
  // First, since whoever waits for room waits for that of the compression.
  compressed(response)
  let goOn = (): void => undefined
  const taken = (): void => goOn()
  response.on('drain', taken)
  response.on('close', taken)
  response.setTimeout(stalledMs, () => response.destroy())
  for await (const piece of pieces) {
    if (response.destroyed) return
    if (!response.headersSent) {
      response.status(200).type('json').setHeader('Content-Disposition', `attachment; filename="${fileName}"`)
    }
    const drained = new Promise<void>((resolve) => {
      goOn = resolve
    })
    if (!response.write(piece)) await drained
  }
  response.end()
}
