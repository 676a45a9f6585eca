/** Which reminders stand on the screen: of what is to come or has just begun, until they are put away on this device. */
import type { Reminder } from '../api/planner.ts'

const begunMs = 3_600_000
const mostShown = 3
const mostRemembered = 50
const storageKey = 'quint-reminders-seen'

/** The next to begin first; one for each beginning of an event, however often it reminds. */
export function standing(reminders: readonly Reminder[], { seen, now }: { readonly seen: readonly string[]; readonly now: number }): Reminder[] {
  const waiting = reminders
    .filter(({ id, startDate }) => !seen.includes(id) && Date.parse(startDate) > now - begunMs)
    .sort((one, other) => Date.parse(one.startDate) - Date.parse(other.startDate))
  const beginnings = new Map(waiting.map((reminder) => [`${reminder.eventId} ${reminder.startDate}`, reminder]))
  return [...beginnings.values()].slice(0, mostShown)
}

/** All that are of the same beginning. */
export function alike(reminders: readonly Reminder[], { eventId, startDate }: Reminder): string[] {
  return reminders.filter((one) => one.eventId === eventId && one.startDate === startDate).map(({ id }) => id)
}

/** Nothing where the browser keeps nothing. */
export function readSeen(): readonly string[] {
  try {
    const kept: unknown = JSON.parse(window.localStorage.getItem(storageKey) ?? '[]')
    return Array.isArray(kept) ? kept.filter((id) => typeof id === 'string') : []
  } catch {
    return []
  }
}

export function keepSeen(ids: readonly string[]): void {
  try {
    window.localStorage.setItem(storageKey, JSON.stringify(ids.slice(-mostRemembered)))
  } catch {
    // Then they are put away for as long as this page is open.
  }
}
