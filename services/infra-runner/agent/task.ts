/** A task at a seat, as the agent sees it: hears messages, says others, and ends all that it started when its line closes. */

export interface TaskLine {
  /** What is heard before is kept. Once. */
  hear(each: (told: unknown) => void): void
  say(said: unknown): void
  /** Aborted when the runner ended the task, or is gone. */
  readonly closed: AbortSignal
}

/** Settles when the task is over by itself or closed, with everything that it started gone; the words of an error are told to the runner. */
export type Task = (line: TaskLine) => Promise<void>
