/** A message as a line: who sends it, to whom, and what it says. */
import type { Body } from '../virtual/node.ts'

export interface Envelope {
  readonly id?: unknown
  readonly src: string
  readonly dest: string
  readonly body: Body & { readonly msg_id?: number; readonly in_reply_to?: number }
}

const known = new Set(['id', 'src', 'dest', 'body'])

/** @returns what is wrong with it, where it is no message. */
export function readEnvelope(line: string): Envelope | string {
  let message: unknown
  try {
    message = JSON.parse(line)
  } catch {
    return 'it is not JSON'
  }
  if (typeof message !== 'object' || message === null || Array.isArray(message)) return 'it is no object'
  const { src, dest, body } = message as Partial<Envelope>
  if (typeof src !== 'string') return 'it has no src'
  if (typeof dest !== 'string') return 'it has no dest'
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return 'it has no body'
  if (typeof body.type !== 'string') return 'its body has no type'
  for (const key in message) if (!known.has(key)) return `it has ${key}`
  return message as Envelope
}

/** The same line with this number as its id. */
export function numbered(envelope: Envelope, line: string, id: number): string {
  if (envelope.id !== undefined || line[0] !== '{') return JSON.stringify({ ...envelope, id })
  return `{"id":${id},${line.slice(1)}`
}
