/** When one can be reminded, in words. What an event has beside the usual moments stays a choice, so that nothing is lost when it is saved. */

export interface Choice {
  /** Minutes before, joined by commas; empty: none. */
  readonly value: string
  readonly words: string
}

const usual = [[], [0], [10], [60], [1440]]
const list = new Intl.ListFormat('en', { type: 'conjunction' })
const units = [
  { minutes: 1440, one: 'a day', many: 'days' },
  { minutes: 60, one: 'an hour', many: 'hours' },
  { minutes: 1, one: 'a minute', many: 'minutes' },
]

export const joined = (minutes: readonly number[]): string => minutes.join(',')
export const minutesOf = (value: string): number[] => (value === '' ? [] : value.split(',').map(Number))

/** @param own of the event, minutes before. */
export function reminderChoices(own: readonly number[]): readonly Choice[] {
  const all = usual.some((one) => joined(one) === joined(own)) ? usual : [...usual, own]
  return all.map((minutes) => ({ value: joined(minutes), words: wordsOf(minutes) }))
}

function wordsOf(minutes: readonly number[]): string {
  return minutes.length === 0 ? 'no reminder' : list.format(minutes.map(wordsOfOne))
}

function wordsOfOne(minutes: number): string {
  if (minutes === 0) return 'when it begins'
  const unit = units.find((one) => minutes % one.minutes === 0)
  if (unit === undefined) return `${minutes} minutes before`
  const count = minutes / unit.minutes
  return `${count === 1 ? unit.one : `${count} ${unit.many}`} before`
}
