/** Metrics of learners' programs: how many ran and how they ended, how long they took, how long they waited for their turn. */

const seconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.15, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60]
const sandboxes = ['bubblewrap', 'wasi', 'v8'] as const

export const runMetrics = {
  'quint.run.ended': {
    kind: 'counter',
    unit: '{run}',
    description: 'Runs of learners programs, by how they ended.',
    attributes: {
      'quint.run.language': ['python', 'javascript', 'typescript', 'c', 'cpp', 'java', 'go'],
      'quint.run.sandbox': sandboxes,
      'quint.run.outcome': ['ok', 'wrong_answer', 'compile_error', 'runtime_error', 'time_limit', 'memory_limit', 'output_limit', 'unavailable'],
    },
  },
  'quint.run.duration': {
    kind: 'histogram',
    unit: 's',
    description: 'Time of a run with all its tests, compiling included, waiting not.',
    attributes: { 'quint.run.sandbox': sandboxes },
    buckets: seconds,
  },
  'quint.run.wait': {
    kind: 'histogram',
    unit: 's',
    description: 'Time that a run waited for its turn.',
    attributes: {},
    buckets: seconds,
  },
  'quint.run.active': {
    kind: 'gauge',
    unit: '{run}',
    description: 'Runs that go on now, and that wait.',
    attributes: { 'quint.run.state': ['running', 'waiting'] },
  },
  'quint.design.processes': {
    kind: 'gauge',
    unit: '{process}',
    description: 'Processes of designs that are deployed now, or about to be.',
    attributes: {},
  },
  'quint.design.submissions': {
    kind: 'counter',
    unit: '{submission}',
    description: 'Submissions of designs that ended, by their state and verdict.',
    attributes: {
      'quint.design.status': ['COMPLETED', 'VALIDATION_FAILED', 'DEPLOY_FAILED', 'CANCELLED', 'EXPIRED'],
      'quint.design.verdict': ['passed', 'failed', 'none'],
    },
  },
  'quint.design.deploy': {
    kind: 'histogram',
    unit: 's',
    description: 'Time from nothing to a design that answers.',
    attributes: {},
    buckets: [0.5, 1, 2, 3, 4, 5, 7.5, 10, 20, 30],
  },
  'quint.design.orphans': {
    kind: 'counter',
    unit: '{deployment}',
    description: 'Deployments that had no owner any more and were removed.',
    attributes: {},
  },
  'quint.cloud.deployments': {
    kind: 'gauge',
    unit: '{deployment}',
    description: 'Designs that are on their way into a cloud, there, or on their way out.',
    attributes: { 'quint.cloud.state': ['asked', 'planned', 'approved', 'applying', 'applied', 'destroying'] },
  },
  'quint.cloud.late': {
    kind: 'gauge',
    unit: 's',
    description: 'For how long a design should have been gone from its cloud, of the one that is late the most.',
    attributes: {},
  },
  'quint.cloud.undestroyed': {
    kind: 'counter',
    unit: '{attempt}',
    description: 'Attempts to destroy a design in a cloud that failed, and are made again.',
    attributes: {},
  },
  'quint.lab.judged': {
    kind: 'counter',
    unit: '{run}',
    description: 'Runs of the lab that have a verdict, by what it is and how the program is written.',
    attributes: { 'quint.lab.verdict': ['pass', 'fail', 'unknown'], 'quint.lab.style': ['sdk', 'maelstrom', 'grpc'] },
  },
  'quint.lab.machines': {
    kind: 'counter',
    unit: '{event}',
    description:
      'What becomes of machines that runs of the lab have for themselves: those of a run were there, were not to be had, or one was lost; what a run left was removed; what should have gone did not.',
    attributes: { 'quint.lab.event': ['opened', 'refused', 'lost', 'left', 'stayed'] },
  },
} as const
