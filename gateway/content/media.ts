/** Sends a file of a video, or a part of it, out of the storage: no faster than its reader takes it, and never twice through memory. */
import { pipeline } from 'node:stream/promises'
import type { GetMediaResponse } from '@quint/proto/gen/quint/content/v1/content.ts'
import type { Storage } from '@quint/storage/storage.ts'
import type { Request, Response } from 'express'
import { askedBytes, stillHolds } from './ranges.ts'

interface Sending {
  readonly request: Request
  readonly response: Response
  readonly signal: AbortSignal
  /** The address bears a version: what it names never changes. */
  readonly lasting: boolean
}

export async function sendMedia(storage: Storage, media: GetMediaResponse, { request, response, signal, lasting }: Sending): Promise<void> {
  const etag = `"${media.etag}"`
  response
    .setHeader('ETag', etag)
    .setHeader('Accept-Ranges', 'bytes')
    .setHeader('Cache-Control', lasting ? 'private, max-age=31536000, immutable' : 'private, no-cache')
    .setHeader('Content-Type', media.contentType)
  if (isKnown(request.get('if-none-match'), etag)) {
    response.status(304).end()
    return
  }
  const head = request.method === 'HEAD'
  // Ranges are of GET alone (RFC 9110, 14.2).
  const asked = askedBytes(!head && stillHolds(request.get('if-range'), etag) ? request.get('range') : undefined, media.bytes)
  if (asked.kind === 'unsatisfiable') {
    response.status(416).setHeader('Content-Range', `bytes */${media.bytes}`).end()
    return
  }
  const bytes = asked.kind === 'part' ? asked.bytes : { start: 0, end: media.bytes - 1 }
  response.setHeader('Content-Length', bytes.end - bytes.start + 1)
  if (asked.kind === 'part') response.status(206).setHeader('Content-Range', `bytes ${bytes.start}-${bytes.end}/${media.bytes}`)
  if (head) {
    response.end()
    return
  }
  const file = await storage.open(media.key, bytes, signal)
  // A reader that leaves in the middle is nothing wrong.
  await pipeline(file, response).catch((error: unknown) => {
    if (!response.destroyed && !signal.aborted) throw error
  })
}

const isKnown = (header: string | undefined, etag: string): boolean =>
  (header ?? '').split(',').some((entry) => entry.trim() === '*' || entry.trim().replace(/^W\//, '') === etag)
