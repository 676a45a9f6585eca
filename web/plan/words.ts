/** The words of plans: topics, days and minutes as they are said. */

export const topicWords: Readonly<Record<string, string>> = {
  arrays: 'Arrays',
  hashing: 'Hashing',
  strings: 'Strings',
  'two-pointers': 'Two pointers',
  'sliding-window': 'Sliding window',
  stack: 'Stacks and queues',
  'linked-list': 'Linked lists',
  'binary-search': 'Binary search',
  sorting: 'Sorting',
  intervals: 'Intervals',
  trees: 'Trees',
  tries: 'Tries',
  heap: 'Heaps',
  backtracking: 'Backtracking',
  greedy: 'Greedy',
  graphs: 'Graphs',
  'advanced-graphs': 'Shortest paths and more',
  'dp-1d': 'Dynamic programming',
  'dp-2d': 'Dynamic programming in two dimensions',
  math: 'Mathematics',
  bits: 'Bits',
  design: 'Designing a structure',
}

export const topicWord = (topic: string): string => topicWords[topic] ?? topic

/** 1 Monday to 7 Sunday. */
export const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']

const long = new Intl.DateTimeFormat('en', { timeZone: 'UTC', weekday: 'long', day: 'numeric', month: 'long' })
const short = new Intl.DateTimeFormat('en', { timeZone: 'UTC', weekday: 'short', day: 'numeric', month: 'short' })
const noon = (day: string): Date => new Date(`${day}T12:00:00Z`)

/** @param day YYYY-MM-DD. */
export const dayWords = (day: string): string => long.format(noon(day))
export const shortDay = (day: string): string => short.format(noon(day))

/** Today where the learner is. */
export function today(now = new Date()): string {
  return `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, '0')}-${String(now.getDate()).padStart(2, '0')}`
}

export function minuteWords(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60]
  if (hours === 0) return `${rest} min`
  return rest === 0 ? `${hours} h` : `${hours} h ${rest} min`
}
