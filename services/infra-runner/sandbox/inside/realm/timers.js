/** Timers that come in their order, without anybody waiting for their time. */
import { add, real, sorted, takeFirst } from './intrinsics.js'

const timers = []
const cancelled = new Set()
let order = 0
let clock = 0

export function later(work, ms, args, every) {
  if (typeof work !== 'function') throw new real.TypeError('a timer needs a function')
  order += 1
  add(timers, { id: order, at: clock + waitOf(ms), work, args, every })
  return order
}

export function waitOf(ms) {
  return real.max(1, real.Number(ms) || 0)
}

export function cancel(id) {
  cancelled.add(id)
}

/** False when there is none. */
export function nextTimer() {
  sorted(timers, (a, b) => a.at - b.at || a.id - b.id)
  const timer = takeFirst(timers)
  if (timer === undefined) return false
  clock = timer.at
  if (cancelled.has(timer.id)) return true
  if (timer.every > 0) add(timers, { ...timer, at: clock + timer.every })
  timer.work(...timer.args)
  return true
}
