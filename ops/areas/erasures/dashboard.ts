/** Deleted accounts: whether every service has erased what it held. */
import type { Dashboard } from '../../area.ts'

export const dashboard: Dashboard = {
  uid: 'quint-erasures',
  title: 'Erasures',
  says: 'Accounts that were deleted, by the service that has not yet said that it erased what it held. The ledger itself is at /admin/erasures.',
  rows: [
    {
      title: 'Waiting',
      panels: [
        {
          title: 'Oldest erasure that waits',
          says: 'How long the oldest deleted account waits for a service. Promised is a minute; a service that is down catches up when it is back.',
          shows: 'lines',
          unit: 's',
          width: 12,
          queries: [{ expr: 'max by (quint_service) (quint_erasures_age_seconds)', legend: '{{quint_service}}' }],
          limits: { warn: 30, bad: 60 },
        },
        {
          title: 'Erasures that wait',
          says: 'Deleted accounts that a service still has to erase. It rises for a moment with each deletion, and falls to 0.',
          shows: 'lines',
          unit: 'short',
          width: 12,
          queries: [{ expr: 'max by (quint_service) (quint_erasures_waiting)', legend: '{{quint_service}}' }],
        },
      ],
    },
  ],
}
