/** Why a socket ends: the codes that a client can act on. 1009 (a message too large) and 1007 (no UTF-8) are sent by the protocol itself. */

export const closings = {
  /** The gateway takes leave: come back at once, another one answers. */
  moved: { code: 1012, reason: 'come back' },
  /** Messages are JSON in text frames. */
  binary: { code: 1003, reason: 'send text' },
  /** Too many messages that could not be understood. */
  nonsense: { code: 1008, reason: 'too many messages that are none' },
  /** The device was signed out, or the account is suspended or gone: sign in before coming back. */
  signedOut: { code: 4401, reason: 'signed out' },
  /** Nothing was said for a long time: come back when there is something to say. */
  idle: { code: 4408, reason: 'idle' },
  /** The client does not read what it is sent: come back and resume. */
  slow: { code: 4413, reason: 'too slow' },
  /** Far too many messages: come back after a minute. */
  flood: { code: 4429, reason: 'too many messages' },
} as const

export type Closing = keyof typeof closings
