/** Moves items of a plan: to another day, or on from a day that is lost; what no longer fits moves on, and the order stays. */
import { rank } from '../catalogue/problem.ts'
import { topics } from '../catalogue/topic.ts'
import { addDays, weekday } from './calendar-day.ts'
import { type Day, daysOf, type Item, inWeeks, type PlanDocument } from './document.ts'

export interface Rhythm {
  /** The weekdays that are studied, 1 Monday to 7 Sunday. */
  readonly weekdays: readonly number[]
}

const mostOver = 1.1

interface Shelf {
  readonly document: PlanDocument
  readonly rhythm: Rhythm
  readonly days: Map<string, Item[]>
}

/** @returns undefined when there is no such item. */
export function moveItem(
  document: PlanDocument,
  rhythm: Rhythm,
  { itemId, date }: { readonly itemId: string; readonly date: string },
): PlanDocument | undefined {
  const shelf = open(document, rhythm)
  const from = [...shelf.days].find(([, items]) => items.some((item) => item.itemId === itemId))
  const item = from?.[1].find((one) => one.itemId === itemId)
  if (from === undefined || item === undefined) return undefined
  shelf.days.set(from[0], without(from[1], item))
  shelf.days.set(date, [...(shelf.days.get(date) ?? []), item])
  settle(shelf, date, itemId)
  return close(shelf)
}

/** Everything that is planned on the day goes to the front of the next study day. */
export function slipDay(document: PlanDocument, rhythm: Rhythm, date: string): PlanDocument {
  const shelf = open(document, rhythm)
  const items = shelf.days.get(date) ?? []
  const lost = items.filter(({ status }) => status === 'planned')
  if (lost.length === 0) return document
  shelf.days.set(
    date,
    items.filter((item) => !lost.includes(item)),
  )
  const next = studyDayAfter(rhythm, date)
  shelf.days.set(next, [...lost, ...(shelf.days.get(next) ?? [])])
  settle(shelf, next)
  return close(shelf)
}

/** From a day on: the last planned item of a day that is too full goes to the front of the next one. @param stays not this one. */
function settle(shelf: Shelf, from: string, stays = ''): void {
  for (let date = from; ; date = studyDayAfter(shelf.rhythm, date)) {
    const items = shelf.days.get(date) ?? []
    const over: Item[] = []
    for (
      let item = lastMovable(items, stays, over);
      item !== undefined && isTooFull(shelf, date, items, over);
      item = lastMovable(items, stays, over)
    )
      over.unshift(item)
    if (over.length === 0) return
    shelf.days.set(
      date,
      items.filter((item) => !over.includes(item)),
    )
    const next = studyDayAfter(shelf.rhythm, date)
    shelf.days.set(next, [...over, ...(shelf.days.get(next) ?? [])])
  }
}

/** The last planned one, unless it is all that is left: a day holds one problem, however long. */
function lastMovable(items: readonly Item[], stays: string, over: readonly Item[]): Item | undefined {
  const left = items.filter((item) => !over.includes(item))
  return left.length <= 1 ? undefined : left.findLast(({ status, itemId }) => status === 'planned' && itemId !== stays)
}

function isTooFull({ document }: Shelf, date: string, items: readonly Item[], over: readonly Item[]): boolean {
  const reviews = daysOf(document).find((day) => day.date === date)?.reviewMinutes ?? 0
  const minutes = items.filter((item) => !over.includes(item)).reduce((sum, item) => sum + item.minutes, 0)
  return minutes + reviews > document.dayMinutes * mostOver
}

function studyDayAfter({ weekdays }: Rhythm, date: string): string {
  let next = addDays(date, 1)
  while (weekdays.length > 0 && !weekdays.includes(weekday(next))) next = addDays(next, 1)
  return next
}

const without = (items: readonly Item[], item: Item): Item[] => items.filter((one) => one !== item)

function open(document: PlanDocument, rhythm: Rhythm): Shelf {
  return { document, rhythm, days: new Map(daysOf(document).map(({ date, problems }) => [date, [...problems]])) }
}

function close({ document, days }: Shelf): PlanDocument {
  const before = new Map(daysOf(document).map((day) => [day.date, day]))
  const made = [...days]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([date, items]) => dayOf(date, items, before.get(date)))
    .filter(({ problems, reviewMinutes }) => problems.length > 0 || reviewMinutes > 0)
  return { ...document, weeks: inWeeks(made) }
}

/** A day of these items; what it was about before stays its reason while it still is. */
export function dayOf(date: string, problems: readonly Item[], before: Day | undefined): Day {
  const load = new Map<string, number>()
  for (const { topic, minutes } of problems) load.set(topic, (load.get(topic) ?? 0) + minutes)
  const [main] = [...load].sort(([one, a], [other, b]) => b - a || (one < other ? -1 : 1))
  const topic = main?.[0] ?? before?.topic ?? ''
  const why = topics.find(({ id }) => id === topic)?.why ?? 'What is left of your wishes.'
  return {
    date,
    topic,
    difficulty: problems.reduce<Item['difficulty']>((hardest, { difficulty }) => (rank(difficulty) > rank(hardest) ? difficulty : hardest), 'easy'),
    reason: before?.topic === topic ? before.reason : why,
    minutes: problems.reduce((sum, { minutes }) => sum + minutes, 0),
    reviewMinutes: before?.reviewMinutes ?? 0,
    problems,
  }
}
