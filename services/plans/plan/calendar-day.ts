/** Calendar days as text, YYYY-MM-DD: they order as strings do, and no time zone moves them. */
import { isTimeZone as isKnown } from '@quint/runtime/local-day.ts'

const dayMs = 86_400_000

export function addDays(day: string, count: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * dayMs).toISOString().slice(0, 10)
}

export function daysBetween(first: string, last: string): number {
  return Math.round((Date.parse(`${last}T00:00:00Z`) - Date.parse(`${first}T00:00:00Z`)) / dayMs)
}

/** 1 Monday to 7 Sunday. */
export function weekday(day: string): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay() || 7
}

/** Offsets are no zones: they know no summer. */
export function isTimeZone(name: string): boolean {
  return /^(UTC|GMT|[A-Za-z_]+\/[A-Za-z0-9_+/-]+)$/.test(name) && isKnown(name)
}
