/** Metrics of mock interviews. */

export const interviewMetrics = {
  'quint.interview.rooms': {
    kind: 'up_down_counter',
    unit: '{interview}',
    description: 'Interviews that this gateway holds open.',
    attributes: {},
  },
  'quint.interview.messages': {
    kind: 'counter',
    unit: '{message}',
    description: 'What learners said, wrote and ran in interviews.',
    attributes: {
      'quint.interview.message': ['problem_description', 'explanation', 'message', 'code_submission', 'run', 'end_session'],
    },
  },
  'quint.interview.duties': {
    kind: 'counter',
    unit: '{duty}',
    description: 'What was owed to learners in interviews, and how it ended.',
    attributes: {
      'quint.interview.duty': ['reply', 'run', 'review', 'summary'],
      'quint.interview.end': ['done', 'failed', 'put_off', 'handed_over'],
    },
  },
  'quint.interview.duty.duration': {
    kind: 'histogram',
    unit: 's',
    description: 'How long learners waited for what was owed, from the beginning of the work.',
    attributes: { 'quint.interview.duty': ['reply', 'run', 'review', 'summary'] },
    buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120],
  },
  'quint.interview.words': {
    kind: 'counter',
    unit: '{text}',
    description: 'What the interviewer said or wrote, by who worded it.',
    attributes: {
      'quint.interview.text': ['turn', 'review', 'summary'],
      'quint.coach.source': ['offline', 'mixed', 'anthropic', 'openai', 'compatible'],
    },
  },
} as const
