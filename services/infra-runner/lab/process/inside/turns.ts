/** Two threads that take turns over shared memory: one asks and waits, the other answers and waits. */

const idle = 0
const asked = 1
const answered = 2
const headBytes = 8
export const sharedBytes = 8 * 1024 * 1024

export class NoAnswer extends Error {}

function write(shared: SharedArrayBuffer, text: string): void {
  const bytes = Buffer.from(text)
  if (bytes.length > shared.byteLength - headBytes) throw new Error('a step with more than 8 MB')
  new Uint8Array(shared, headBytes).set(bytes)
  new Int32Array(shared, 0, 2)[1] = bytes.length
}

function read(shared: SharedArrayBuffer): string {
  const length = new Int32Array(shared, 0, 2)[1] ?? 0
  return Buffer.from(new Uint8Array(shared, headBytes, length)).toString('utf8')
}

/** By the clock, so many times what the processor is given. */
const clockTimes = 4
/** Who has the processor for itself uses this part of the time at least. */
const mostlyBusy = 0.7

/** @param usedMs of the processor, by all threads @throws NoAnswer once these have worked for so long. */
export function asking(shared: SharedArrayBuffer, usedMs: () => number): (text: string, withinMs: number) => string {
  const turn = new Int32Array(shared, 0, 2)
  return (text, withinMs) => {
    write(shared, text)
    Atomics.store(turn, 0, asked)
    Atomics.notify(turn, 0)
    const beganMs = usedMs()
    // A notice may be one of the answer before, of which this thread has heard already: only time is counted.
    for (let waits = 0; waits < clockTimes && Atomics.load(turn, 0) === asked && usedMs() - beganMs < mostlyBusy * withinMs; )
      if (Atomics.wait(turn, 0, asked, withinMs) === 'timed-out') waits += 1
    if (Atomics.load(turn, 0) !== answered) throw new NoAnswer('the program did not come back')
    const answer = read(shared)
    Atomics.store(turn, 0, idle)
    return answer
  }
}

export interface Answering {
  /** Blocks until there is something. */
  next(): string
  answer(text: string): void
}

export function answering(shared: SharedArrayBuffer): Answering {
  const turn = new Int32Array(shared, 0, 2)
  return {
    next() {
      for (let now = Atomics.load(turn, 0); now !== asked; now = Atomics.load(turn, 0)) Atomics.wait(turn, 0, now)
      return read(shared)
    },
    answer(text) {
      write(shared, text)
      Atomics.store(turn, 0, answered)
      Atomics.notify(turn, 0)
    },
  }
}
