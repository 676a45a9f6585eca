/** Gathers what happens in a run into pieces: soon enough to be followed, large enough to be few, and never more than a run may hold. */
import type { LabEvent } from '../run.ts'

export interface PiecesOptions {
  /** Keeps one piece. */
  readonly keep: (piece: { readonly lines: string; readonly leftOut: number }) => Promise<void>
  readonly now: () => number
  readonly pieceBytes?: number
  readonly everyMs?: number
  readonly mostBytes?: number
}

export interface Pieces {
  add(event: LabEvent): Promise<void>
  /** Keeps what is left. */
  end(): Promise<void>
}

/** A run without these cannot be judged or read; what was asked and answered may fill it up to the brim. */
const needed: ReadonlySet<LabEvent['kind']> = new Set(['started', 'progress', 'fault-begun', 'fault-ended', 'statistics', 'verdict'])

/** Messages, states and logs fill no more than this part of a run: operations come after them. */
const partOfRest = 0.75

export function openPieces({ keep, now, pieceBytes = 48 * 1024, everyMs = 250, mostBytes = 16 * 1024 * 1024 }: PiecesOptions): Pieces {
  let lines: string[] = []
  let waitingBytes = 0
  let bytes = 0
  let leftOut = 0
  let last = now()
  const flush = async (): Promise<void> => {
    last = now()
    if (lines.length === 0) return
    const text = `${lines.join('\n')}\n`
    lines = []
    waitingBytes = 0
    await keep({ lines: text, leftOut })
  }
  const fits = (kind: LabEvent['kind'], size: number): boolean =>
    needed.has(kind) || bytes + size <= (kind === 'operation' ? mostBytes : mostBytes * partOfRest)
  return {
    async add(event) {
      const line = JSON.stringify(event)
      const size = Buffer.byteLength(line) + 1
      if (!fits(event.kind, size)) {
        leftOut += 1
        return
      }
      lines.push(line)
      bytes += size
      waitingBytes += size
      if (waitingBytes >= pieceBytes || now() - last >= everyMs) await flush()
    },
    end: flush,
  }
}
