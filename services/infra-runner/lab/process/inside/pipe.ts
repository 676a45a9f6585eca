/** A pipe between two threads in shared memory: one writes without waiting, the other waits until there is something. */

const headBytes = 16
/** What one takes at most that nobody reads. */
export const pipeRoom = 1024 * 1024
export const pipeBytes = pipeRoom + headBytes

/** Places in the head: how much was ever written, how much was ever read, whether it is closed, how often something was told. */
const written = 0
const taken = 1
const closed = 2
const told = 3

export interface Pipe {
  /** @returns how many bytes there was room for. */
  write(bytes: Uint8Array): number
  close(): void
  /** Waits for something. @returns how many bytes were read; 0 at the end. */
  read(into: Uint8Array): number
  /** @returns whether something can be read, after so long at most. */
  wait(atMostMs: number): boolean
}

export function openPipe(shared: SharedArrayBuffer): Pipe {
  const head = new Int32Array(shared, 0, 4)
  const body = new Uint8Array(shared, headBytes)
  const size = body.length
  // The counts wrap around; their difference stays right.
  const held = (): number => (Atomics.load(head, written) - Atomics.load(head, taken)) >>> 0
  const place = (which: number): number => (Atomics.load(head, which) >>> 0) % size
  const tell = (): void => {
    Atomics.add(head, told, 1)
    Atomics.notify(head, told)
  }
  const wait = (atMostMs: number): boolean => {
    const endMs = performance.now() + atMostMs
    for (;;) {
      // Read before anything is looked at: what is told after that ends the wait.
      const seen = Atomics.load(head, told)
      if (held() > 0 || Atomics.load(head, closed) === 1) return true
      const leftMs = endMs - performance.now()
      if (leftMs <= 0) return false
      Atomics.wait(head, told, seen, leftMs)
    }
  }
  return {
    wait,
    write(bytes) {
      const count = Math.min(bytes.length, size - held())
      const at = place(written)
      const straight = Math.min(count, size - at)
      body.set(bytes.subarray(0, straight), at)
      body.set(bytes.subarray(straight, count), 0)
      Atomics.add(head, written, count)
      tell()
      return count
    },
    close() {
      Atomics.store(head, closed, 1)
      tell()
    },
    read(into) {
      wait(Number.POSITIVE_INFINITY)
      const count = Math.min(into.length, held())
      const at = place(taken)
      const straight = Math.min(count, size - at)
      into.set(body.subarray(at, at + straight), 0)
      into.set(body.subarray(0, count - straight), straight)
      Atomics.add(head, taken, count)
      return count
    },
  }
}
