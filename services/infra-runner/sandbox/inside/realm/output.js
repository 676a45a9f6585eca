/** What the program prints, as far as there is room. */
import { cut, joined, mapped, real } from './intrinsics.js'
import { shown } from './shown.js'

/** Thrown through the program when it leaves by itself or has printed too much. */
export const leaving = { leaving: true }

export const printed = { out: '', err: '', room: 0, isCut: false, exit: -1 }

export function print(toError, given) {
  const text = real.String(given)
  if (text.length > printed.room) printed.isCut = true
  const kept = printed.isCut ? cut(text, 0, printed.room) : text
  printed.room -= kept.length
  if (toError) printed.err += kept
  else printed.out += kept
  if (printed.isCut) throw leaving
  return true
}

export function line(toError) {
  return (...values) => {
    print(
      toError,
      `${joined(
        mapped(values, (value) => shown(value)),
        ' ',
      )}\n`,
    )
  }
}

export function leave(code) {
  printed.exit = (real.Number(code) || 0) & 255
  throw leaving
}
