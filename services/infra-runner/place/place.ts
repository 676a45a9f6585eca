/** Where the processes of designs and the nodes of labs run when that is not the runner's own machine: seats, at each of which an agent of ours waits. */

export interface SeatPlan {
  /** Small letters, digits and dashes, of one ground alone: `api-2`, `n0`. */
  readonly id: string
  /** A label, by which a place may spread its seats. */
  readonly zone: string
  readonly cores: number
  readonly memoryMiB: number
  /** Seats that its processes may connect to. */
  readonly calls: readonly string[]
  /** Its processes may connect to the database of designs. */
  readonly usesDatabase: boolean
  /** Something runs there that a learner wrote. */
  readonly runsLearnersCode: boolean
}

export interface Wanted {
  /** Letters and digits, of one submission or run alone. */
  readonly namespace: string
  /** Epoch milliseconds; a sweep after that removes it. */
  readonly expiresAt: number
  readonly seats: readonly SeatPlan[]
  readonly signal?: AbortSignal
}

/** A task at a seat: it is told messages, says others, and is over as soon as either side is gone. Messages are values of JSON, in their order. */
export interface Line<Told> {
  tell(message: Told): void
  /** Ends the task and all that it started. */
  end(): void
  /** With the reason, once the task is over. Never rejects. */
  readonly over: Promise<string>
}

export interface Seat {
  readonly id: string
  readonly zone: string
  /** By which other seats reach what listens here. */
  readonly host: string
  /** @param task of the agent's. @param hear called for each message in its order, never after the line is over. */
  begin<Told, Said>(task: string, hear: (said: Said) => void): Line<Told>
}

export interface Ground extends AsyncDisposable {
  readonly namespace: string
  readonly seats: ReadonlyMap<string, Seat>
}

export interface Place {
  readonly kind: 'kubernetes' | 'terraform'
  /** With all agents ready, or not at all: what was begun is removed when it fails. */
  open(wanted: Wanted): Promise<Ground>
  /** Also what another process opened. */
  remove(namespace: string): Promise<void>
  /** Removes what is over its time. @param stayed told why, of each that does not go. @returns the namespaces that are gone. */
  sweep(now: number, stayed?: (error: unknown) => void): Promise<readonly string[]>
  /** Everything there is of any ground; each begins with the word of its namespace. */
  left(): Promise<readonly string[]>
}
