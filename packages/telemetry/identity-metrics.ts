/** Metrics of identity beside the counts of the security stream: second factors, devices that ask to be let in, mail. */

export const identityMetrics = {
  'quint.auth.factors': {
    kind: 'counter',
    unit: '{event}',
    description: 'Second factors: codes that were right, wrong or used before, recovery codes that were used, apps that were added and taken away.',
    attributes: { 'quint.auth.factor.outcome': ['passed', 'failed', 'replayed', 'recovered', 'added', 'removed'] },
  },
  'quint.auth.device_grants': {
    kind: 'counter',
    unit: '{grant}',
    description: 'Devices that asked to be signed in, and what became of it; unknown: a code that nobody was given.',
    attributes: { 'quint.auth.grant.outcome': ['asked', 'approved', 'denied', 'signed_in', 'unknown'] },
  },
  'quint.mail.deliveries': {
    kind: 'counter',
    unit: '{try}',
    description: 'Tries to hand a mail to the mail server: taken, refused for good, to be tried later, or the server was away.',
    attributes: { 'quint.mail.outcome': ['taken', 'refused', 'later', 'away'] },
  },
  'quint.mail.waiting': {
    kind: 'gauge',
    unit: '{mail}',
    description: 'Mails that wait for the mail server; every gateway says the same.',
    attributes: {},
  },
  'quint.mail.age': {
    kind: 'gauge',
    unit: 's',
    description: 'How long the oldest of them waits; 0 when none does.',
    attributes: {},
  },
} as const
