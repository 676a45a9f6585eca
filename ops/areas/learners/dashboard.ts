/** Learners on their way: from the first prompt to the last word. */
import type { Dashboard } from '../../area.ts'

const steps = 'quint_coach_sessions_total'

export const dashboard: Dashboard = {
  uid: 'quint-learners',
  title: 'Learners on their way',
  says: 'How many coaching sessions begin, go on and come to their end. Counts only: no learner can be told from another here.',
  rows: [
    {
      title: 'Funnel',
      panels: [
        {
          title: 'From the first prompt to the last word',
          says: 'Sessions that were begun, hints that were read, sessions that were completed in the time shown. Each bar is at most as long as the one above, or nearly so.',
          shows: 'bars',
          unit: 'short',
          width: 12,
          queries: [
            { expr: `sum(increase(${steps}{quint_coach_step="started"}[$__range]))`, legend: 'Sessions begun' },
            { expr: `sum(increase(${steps}{quint_coach_step="answered"}[$__range])) / 12`, legend: 'Twelve prompts answered' },
            { expr: 'sum(increase(quint_coach_hints_total{quint_coach_tier="1"}[$__range]))', legend: 'First hints read' },
            { expr: `sum(increase(${steps}{quint_coach_step="completed"}[$__range]))`, legend: 'Sessions completed' },
          ],
        },
        {
          title: 'Completed of those begun',
          says: 'Share of the time shown. It falls when prompts are too many, hints too late, or something is broken.',
          shows: 'number',
          unit: 'percentunit',
          width: 6,
          queries: [
            {
              expr: `sum(increase(${steps}{quint_coach_step="completed"}[$__range])) / sum(increase(${steps}{quint_coach_step="started"}[$__range]))`,
              legend: 'Completed',
            },
          ],
          limits: { warn: 0.3, bad: 0.1, below: true },
        },
        {
          title: 'Given up of those begun',
          says: 'Share of sessions that were left, by the learner or after a day without an answer.',
          shows: 'number',
          unit: 'percentunit',
          width: 6,
          queries: [
            {
              expr: `sum(increase(${steps}{quint_coach_step="abandoned"}[$__range])) / sum(increase(${steps}{quint_coach_step="started"}[$__range]))`,
              legend: 'Given up',
            },
          ],
        },
      ],
    },
    {
      title: 'Over time',
      panels: [
        {
          title: 'Steps of sessions',
          says: 'Steps a second.',
          shows: 'lines',
          unit: 'ops',
          queries: [{ expr: `sum by (quint_coach_step) (rate(${steps}[$__rate_interval]))`, legend: '{{quint_coach_step}}' }],
        },
        {
          title: 'Hints by tier',
          says: 'Hints a second; tier 1 says the least, 4 the most. Many of tier 4 are learners whom the first three did not help.',
          shows: 'lines',
          unit: 'ops',
          queries: [{ expr: 'sum by (quint_coach_tier) (rate(quint_coach_hints_total[$__rate_interval]))', legend: 'Tier {{quint_coach_tier}}' }],
        },
        {
          title: 'Turns of the coach, by who wrote them',
          says: 'Turns a second in conversations. mixed: a model began and the offline coach brought it to its end.',
          shows: 'lines',
          unit: 'ops',
          queries: [{ expr: 'sum by (quint_coach_source) (rate(quint_coach_turns_total[$__rate_interval]))', legend: '{{quint_coach_source}}' }],
        },
        {
          title: 'Sign-ins',
          says: 'Attempts to sign in a second.',
          shows: 'lines',
          unit: 'ops',
          queries: [{ expr: 'sum by (quint_auth_outcome) (rate(quint_auth_sign_ins_total[$__rate_interval]))', legend: '{{quint_auth_outcome}}' }],
        },
      ],
    },
  ],
}
