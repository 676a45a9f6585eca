/** Plans in the words of the contract. */
import type { Plan, PlanSummary } from '@quint/proto/gen/quint/plans/v1/plan.ts'
import type { PlanRow, SummaryRow } from './store.ts'

export function toPlan({ id, generatedAt, source, status, revision, document }: PlanRow): Plan {
  return {
    id,
    generatedAt,
    source,
    status,
    revision,
    dayMinutes: document.dayMinutes,
    relaxed: document.relaxed.map((one) => ({ ...one })),
    weeks: document.weeks.map(({ number, days }) => ({
      number,
      days: days.map((day) => ({ ...day, problems: day.problems.map((item) => ({ ...item })) })),
    })),
  }
}

export function toSummary({ id, generatedAt, source, status, weeks, items, done }: SummaryRow): PlanSummary {
  return { id, generatedAt, source, status, weeks, items, done }
}
