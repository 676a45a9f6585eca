/** The latest readings, for the diagnostics; they last as long as the browser runs. */
import type { Store } from '../account/store.ts'
import type { ReadingRecord } from './report.ts'

const key = 'quint:readings'
const most = 10

export async function loadReadings(store: Store): Promise<readonly ReadingRecord[]> {
  const value = await store.get(key)
  return Array.isArray(value) ? (value as readonly ReadingRecord[]) : []
}

/** Newest first. */
export async function addReading(store: Store, reading: ReadingRecord): Promise<void> {
  await store.set(key, [reading, ...(await loadReadings(store))].slice(0, most))
}
