/** Mock interviews: how many are open, what learners do in them, and how what they are owed comes. */
import type { Dashboard } from '../../area.ts'

export const dashboard: Dashboard = {
  uid: 'quint-interviews',
  title: 'Interviews',
  says: 'Mock interviews over the socket. Sessions keeps them; a gateway does what is owed to the learner, and another one takes over from it.',
  variables: [],
  rows: [
    {
      title: 'Learners',
      panels: [
        {
          title: 'Interviews open',
          says: 'With at least one page, at all gateways.',
          shows: 'lines',
          unit: 'short',
          width: 12,
          queries: [{ expr: 'sum(quint_interview_rooms)', legend: 'open' }],
        },
        {
          title: 'Messages of learners',
          says: 'A minute, by what they are.',
          shows: 'lines',
          unit: 'short',
          width: 12,
          queries: [
            {
              expr: 'sum by (quint_interview_message) (rate(quint_interview_messages_total[$__rate_interval])) * 60',
              legend: '{{quint_interview_message}}',
            },
          ],
        },
      ],
    },
    {
      title: 'Owed',
      panels: [
        {
          title: 'How it ended',
          says: 'A minute. Put off: tried again by itself. Handed over: the gateway left. Failed: the learner was told so.',
          shows: 'lines',
          unit: 'short',
          width: 12,
          queries: [
            { expr: 'sum by (quint_interview_end) (rate(quint_interview_duties_total[$__rate_interval])) * 60', legend: '{{quint_interview_end}}' },
          ],
        },
        {
          title: 'Time until it was there, 95th percentile',
          says: 'A reply is read while it is spoken; a review measures the program first.',
          shows: 'lines',
          unit: 's',
          width: 12,
          queries: [
            {
              expr: 'histogram_quantile(0.95, sum by (quint_interview_duty, le) (rate(quint_interview_duty_duration_seconds_bucket[$__rate_interval])))',
              legend: '{{quint_interview_duty}}',
            },
          ],
        },
      ],
    },
    {
      title: 'The interviewer',
      panels: [
        {
          title: 'Who worded it',
          says: 'Turns, reviews and summaries, a minute. Mixed: the rules brought a model’s words to their end.',
          shows: 'lines',
          unit: 'short',
          width: 24,
          queries: [
            {
              expr: 'sum by (quint_interview_text, quint_coach_source) (rate(quint_interview_words_total[$__rate_interval])) * 60',
              legend: '{{quint_interview_text}}, {{quint_coach_source}}',
            },
          ],
        },
      ],
    },
  ],
}
