/** When learners in interviews do not get what they are owed. */
import type { Alert } from '../../area.ts'

const ended = (end: string): string => `quint_interview_duties_total{instance="a",quint_interview_duty="reply",quint_interview_end="${end}"}`

export const alerts: readonly Alert[] = [
  {
    name: 'InterviewsStuck',
    expr: 'sum(rate(quint_interview_duties_total{quint_interview_end=~"put_off|failed"}[10m])) / sum(rate(quint_interview_duties_total[10m])) > 0.1',
    holds: '5m',
    severity: 'page',
    summary: 'One in ten answers, runs, reviews or summaries of interviews does not come at the first try',
    dashboard: 'quint-interviews',
    fires: [{ says: 'one in four is put off', series: { [ended('put_off')]: '0+5x40', [ended('done')]: '0+15x40' }, at: '30m', labels: {} }],
    quiet: [{ says: 'one in a hundred is put off', series: { [ended('put_off')]: '0+1x40', [ended('done')]: '0+99x40' }, at: '30m' }],
  },
]
