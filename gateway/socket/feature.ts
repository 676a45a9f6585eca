/** What a feature brings to the socket: the messages that it takes and sends, as schemas, and what it does with them for one connection. */
import type { z } from 'zod'

/** A message to the client. Without `seq` it gets the connection's own next number. */
export interface ServerMessage {
  readonly type: string
  /** Its number within what it belongs to, such as a conversation, by which it is resumed. */
  readonly seq?: number
}

export interface Connection {
  readonly userId: string
  /** An access token that is good for the next minutes; throws Failure('unauthenticated') once the device is signed out. */
  token(): Promise<string>
  /** Aborted when the connection ends. */
  readonly signal: AbortSignal
  /** From here on, messages without a number of their own get the next of these instead of the connection's. @returns the connection's last own. */
  number(next: () => number): number
  /** Resolves when there is room for more: whoever sends much waits for it. */
  send(message: ServerMessage & Readonly<Record<string, unknown>>): Promise<void>
}

type Schemas = Readonly<Record<string, z.ZodType>>

/** By message type; a failure becomes an `error` message. What takes long goes on beside other messages. */
type Handlers<Takes extends Schemas> = { readonly [Type in keyof Takes]: (message: z.infer<Takes[Type]>) => Promise<void> }

export interface SocketContract<Takes extends Schemas = Schemas> {
  readonly name: string
  /** What it is for, in one sentence. */
  readonly purpose: string
  /** Messages of the client, by type, without the type itself. */
  readonly takes: Takes
  /** Messages to the client, by type, without what every message has. */
  readonly sends: Schemas
}

export interface SocketFeature<Takes extends Schemas = Schemas> extends SocketContract<Takes> {
  /** What every connection is greeted with. */
  readonly greeting?: ServerMessage & Readonly<Record<string, unknown>>
  /** Once for a connection, with the first message of the feature. */
  open(connection: Connection): Handlers<Takes>
}

/** A feature whose handlers fit its schemas, as one among others. */
export function socketFeature<const Takes extends Schemas>(feature: SocketFeature<Takes>): SocketFeature {
  return feature as unknown as SocketFeature
}
