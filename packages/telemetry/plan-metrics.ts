/** Metrics of plans: how long the solver takes, who gave the weights, how late reminders are, what became of pushes. */

export const planMetrics = {
  'quint.plan.duration': {
    kind: 'histogram',
    unit: 's',
    description: 'Time of the solver for one plan.',
    attributes: { 'quint.plan.source': ['solver', 'anthropic', 'openai', 'compatible'] },
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.3, 0.5, 1, 2.5],
  },
  'quint.reminders.told': {
    kind: 'counter',
    unit: '{reminder}',
    description: 'Reminders that came due and were told in the app.',
    attributes: {},
  },
  'quint.reminders.overdue': {
    kind: 'gauge',
    unit: 's',
    description: 'How long the oldest reminder that is due has not been told.',
    attributes: {},
  },
  'quint.reminders.unpushed': {
    kind: 'gauge',
    unit: '{reminder}',
    description: 'Reminders that were told in the app and wait to be sent to browsers.',
    attributes: {},
  },
  'quint.pushes': {
    kind: 'counter',
    unit: '{push}',
    description: 'Pushes to browsers, by what became of them.',
    attributes: { 'quint.push.outcome': ['sent', 'gone', 'refused', 'failed'] },
  },
} as const
