/** What learners let others see, and who looks after it. */
import type { Dashboard } from '../../area.ts'

export const dashboard: Dashboard = {
  uid: 'quint-community',
  title: 'Community',
  says: 'Sessions that are shared, what the rules say of them, what is reported and what waits for a moderator. Counts only.',
  rows: [
    {
      title: 'Moderators',
      panels: [
        {
          title: 'Waiting for a decision',
          says: 'Shared sessions that the rules or readers called to attention. What waits by the rules is not seen by anybody; what is reported may still be.',
          shows: 'lines',
          unit: 'short',
          queries: [{ expr: 'max(quint_moderation_waiting)', legend: 'Waiting' }],
        },
        {
          title: 'Age of the oldest',
          says: 'How long ago the oldest of them was shared. More than a day is too long for whoever waits, and for whoever is hurt.',
          shows: 'lines',
          unit: 's',
          queries: [{ expr: 'max(quint_moderation_age_seconds)', legend: 'Oldest' }],
        },
        {
          title: 'Decisions',
          says: 'Decisions an hour. Nearly all approved: the rules stop too much. Nearly all removed: they stop too little before it is read.',
          shows: 'lines',
          unit: 'short',
          queries: [
            {
              expr: 'sum by (quint_moderation_decision) (increase(quint_moderation_decisions_total[1h]))',
              legend: '{{quint_moderation_decision}}',
            },
          ],
        },
      ],
    },
    {
      title: 'Readers and writers',
      panels: [
        {
          title: 'Sessions to be shared, by verdict',
          says: 'Attempts an hour: allowed at once, to be looked at, or refused.',
          shows: 'lines',
          unit: 'short',
          queries: [
            { expr: 'sum by (quint_moderation_verdict) (increase(quint_community_shares_total[1h]))', legend: '{{quint_moderation_verdict}}' },
          ],
        },
        {
          title: 'Reports',
          says: 'Times an hour that somebody called a session to attention. A sudden rise is one bad session, or a quarrel.',
          shows: 'lines',
          unit: 'short',
          queries: [{ expr: 'sum(increase(quint_community_reports_total[1h]))', legend: 'Reports' }],
        },
      ],
    },
  ],
}
