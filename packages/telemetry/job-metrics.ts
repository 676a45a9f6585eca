/** Metrics of long work: how much waits, how it ends, and what its steps take. */

const kind = { bounded: 'kinds of jobs of the services' }

export const jobMetrics = {
  'quint.jobs.waiting': {
    kind: 'gauge',
    unit: '{job}',
    description: 'Jobs that wait for a worker; every process of a service says the same.',
    attributes: { 'quint.job.kind': kind },
  },
  'quint.jobs.age': {
    kind: 'gauge',
    unit: 's',
    description: 'How long the oldest job has been due without a worker; 0 when none is.',
    attributes: { 'quint.job.kind': kind },
  },
  'quint.jobs.ended': {
    kind: 'counter',
    unit: '{job}',
    description: 'Jobs that ended, and how.',
    attributes: { 'quint.job.kind': kind, 'quint.job.outcome': ['done', 'failed', 'cancelled'] },
  },
  'quint.job.step.duration': {
    kind: 'histogram',
    unit: 's',
    description: 'Time that a step of a job took, or its undoing.',
    attributes: { 'quint.job.kind': kind, 'quint.job.step': { bounded: 'steps of the kinds of jobs' } },
    buckets: [0.01, 0.05, 0.1, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600],
  },
} as const
