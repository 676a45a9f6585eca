/** The metrics of what learners let others see, and of who looks after it. */

export const communityMetrics = {
  'quint.community.shares': {
    kind: 'counter',
    unit: '{attempt}',
    description: 'Sessions that a learner wanted to share, by what the rules said of them.',
    attributes: { 'quint.moderation.verdict': ['allow', 'review', 'refuse'] },
  },
  'quint.community.reports': {
    kind: 'counter',
    unit: '{report}',
    description: 'Times that somebody called a shared session to attention.',
    attributes: {},
  },
  'quint.moderation.decisions': {
    kind: 'counter',
    unit: '{decision}',
    description: 'Decisions of moderators.',
    attributes: { 'quint.moderation.decision': ['approve', 'remove'] },
  },
  'quint.moderation.waiting': {
    kind: 'gauge',
    unit: '{entry}',
    description: 'Shared sessions that wait for the decision of a moderator; every process of a service says the same.',
    attributes: {},
  },
  'quint.moderation.age': {
    kind: 'gauge',
    unit: 's',
    description: 'How long ago the oldest of them was shared; 0 when none waits.',
    attributes: {},
  },
} as const
