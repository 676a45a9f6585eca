/** Where a time lies in the diagram. Where little happens, quiet times are shortened so that what happens can be told apart. */
import type { Scene } from './told.ts'

export interface Window {
  readonly fromMs: number
  readonly untilMs: number
}

export interface Scale {
  /** From 0 at the left to 1 at the right; times outside of the window lie at its edges. */
  part(timeMs: number): number
  time(part: number): number
  /** Every stretch of time is as long as it lasts. */
  readonly even: boolean
}

/** Of so few things each has room of its own. */
const fewThings = 90
/** So much of what is seen has to be quiet before quiet times are shortened. */
const mostlyQuiet = 0.5

export function scaleOf(scene: Pick<Scene, 'messages' | 'operations' | 'faults'>, { fromMs, untilMs }: Window): Scale {
  const times = timesOf(scene).filter((time) => time > fromMs && time < untilMs)
  const stops = [...new Set([fromMs, ...times, untilMs])].sort((one, other) => one - other)
  if (times.length === 0 || times.length > fewThings || longestGap(stops) < (untilMs - fromMs) * mostlyQuiet) return evenScale(fromMs, untilMs)
  return shortened(stops)
}

function timesOf({ messages, operations, faults }: Pick<Scene, 'messages' | 'operations' | 'faults'>): number[] {
  return [
    ...messages.flatMap(({ sentMs, arrivedMs }) => [sentMs, arrivedMs]),
    ...operations.flatMap(({ calledMs, returnedMs }) => [calledMs, returnedMs]),
    ...faults.flatMap(({ fromMs, untilMs }) => [fromMs, untilMs]),
  ]
}

function longestGap(stops: readonly number[]): number {
  return stops.reduce((longest, stop, index) => Math.max(longest, stop - (stops[index - 1] ?? stop)), 0)
}

function evenScale(fromMs: number, untilMs: number): Scale {
  const span = Math.max(1e-9, untilMs - fromMs)
  return { even: true, part: (timeMs) => clamped((timeMs - fromMs) / span), time: (part) => fromMs + clamped(part) * span }
}

/** A stretch between two things is as wide as the number of digits that its length has, roughly. */
function shortened(stops: readonly number[]): Scale {
  const places = [0]
  for (const [index, stop] of stops.entries())
    if (index > 0) places.push((places[index - 1] ?? 0) + Math.log2(2 + (stop - (stops[index - 1] ?? stop))))
  const whole = places.at(-1) ?? 1
  const parts = places.map((place) => place / whole)
  return { even: false, part: (timeMs) => between(stops, parts, timeMs), time: (part) => between(parts, stops, clamped(part)) }
}

/** Along straight pieces from one list of stops to the other. */
function between(from: readonly number[], to: readonly number[], value: number): number {
  const next = from.findIndex((stop) => stop >= value)
  if (next === -1) return to.at(-1) ?? 0
  const [low, high] = [from[next - 1], from[next] ?? 0]
  if (low === undefined) return to[0] ?? 0
  const [start, end] = [to[next - 1] ?? 0, to[next] ?? 0]
  return start + ((value - low) / Math.max(1e-9, high - low)) * (end - start)
}

const clamped = (part: number): number => Math.min(1, Math.max(0, part))
