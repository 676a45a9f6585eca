/** What a proposed plan changes: every problem that was still open, and every one that is new. */
import { daysOf, type Item, type PlanDocument } from './document.ts'

export interface Difference {
  readonly kind: 'kept' | 'moved' | 'added' | 'dropped'
  readonly problemId: string
  readonly title: string
  readonly fromDate: string
  readonly toDate: string
  readonly reason: string
}

interface Place {
  readonly date: string
  readonly item: Item
}

export function differences(current: PlanDocument, proposed: PlanDocument): readonly Difference[] {
  const [before, after] = [openOf(current), openOf(proposed)]
  const stayed = [...after.values()].map((place) => compared(before.get(place.item.problemId), place))
  const dropped = [...before.values()].filter(({ item }) => !after.has(item.problemId)).map(gone)
  return [...stayed, ...dropped].sort(byDay)
}

function compared(before: Place | undefined, { date, item }: Place): Difference {
  const { problemId, title } = item
  if (before === undefined) return { kind: 'added', problemId, title, fromDate: '', toDate: date, reason: item.reason }
  if (before.date === date) return { kind: 'kept', problemId, title, fromDate: date, toDate: date, reason: 'Stays on its day.' }
  const reason = date < before.date ? 'Comes earlier: its topic weighs more now.' : 'Comes later: other topics weigh more now, or its day is past.'
  return { kind: 'moved', problemId, title, fromDate: before.date, toDate: date, reason }
}

function gone({ date, item }: Place): Difference {
  const { problemId, title } = item
  return { kind: 'dropped', problemId, title, fromDate: date, toDate: '', reason: 'Gives its time to what you found hard.' }
}

function openOf(document: PlanDocument): Map<string, Place> {
  const places = daysOf(document).flatMap(({ date, problems }) => problems.map((item) => ({ date, item })))
  return new Map(places.filter(({ item }) => item.status === 'planned').map((place) => [place.item.problemId, place]))
}

const dayOf = ({ toDate, fromDate }: Difference): string => (toDate === '' ? fromDate : toDate)
const byDay = (one: Difference, other: Difference): number => dayOf(one).localeCompare(dayOf(other)) || one.problemId.localeCompare(other.problemId)
