/** How busy the seats of a ground are, as their agents tell: the fullest of them is what a measurement is held up by. */
import type { SeatLoad } from '../agent/seat-load.ts'
import type { Ground } from './place.ts'

const loadTask = 'seat-load'

/** @returns begins a measurement; what that returns tells the part of its time, since then, in which the fullest seat was busy. 0 until one has told twice. */
export function followLoads({ seats }: Pick<Ground, 'seats'>): () => () => number {
  const latest = new Map<string, SeatLoad>()
  for (const [id, seat] of seats) seat.begin<never, SeatLoad>(loadTask, (load) => latest.set(id, load))
  return () => {
    const before = new Map(latest)
    return () =>
      Math.max(
        0,
        ...[...latest].map(([id, { fullMs, atMs }]) => {
          const from = before.get(id)
          return from === undefined || atMs <= from.atMs ? 0 : (fullMs - from.fullMs) / (atMs - from.atMs)
        }),
      )
  }
}
