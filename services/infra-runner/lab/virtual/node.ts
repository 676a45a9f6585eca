/** What a program is to the lab: it is told of messages, timers and clients, and touches the world through what it is given. */

/** A message as JSON has it; `type` says what it is about. */
export interface Body {
  readonly type: string
  readonly [field: string]: unknown
}

export interface Request {
  readonly client: string
  readonly body: Body
  /** Once; what comes after the first answer is not heard. */
  reply(body: Body): void
}

/** The node's own files. What was not synced may be gone after a crash, and the last append may be cut anywhere. */
export interface Disk {
  /** '' where there is none. */
  read(file: string): string
  /** Replaces the file at once, or not at all. */
  write(file: string, text: string): void
  append(file: string, text: string): void
  sync(): void
  /** Names of all there are. */
  files(): readonly string[]
}

export interface Env {
  readonly id: string
  /** All nodes, this one among them. */
  readonly ids: readonly string[]
  /** Milliseconds; the only clock. */
  now(): number
  /** From 0 up to 1; the only chance. */
  random(): number
  send(to: string, body: Body): void
  /** A timer of the same name is replaced. */
  setTimer(name: string, afterMs: number): void
  clearTimer(name: string): void
  readonly disk: Disk
}

export interface Program {
  onMessage(from: string, body: Body): void
  onTimer(name: string): void
  onClient(request: Request): void
  /** What it holds now, for invariants and the view. */
  inspect?(): unknown
}

export type Start = (env: Env) => Program
