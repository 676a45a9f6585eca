/** Tickets: many want the same seat, one gets it. */
import { schemaOf, table, tiers } from './design.ts'
import type { Pack } from './pack.ts'

const tables = [
  table('shows', 'id uuid=uuid, title text, starts_at timestamp'),
  table('bookings', 'id uuid=uuid, show_id uuid?, seat text, holder text, booked_at timestamp=now', {
    uniques: [['show_id', 'seat'], ['seat']],
    foreignKeys: [{ columns: ['show_id'], table: 'shows', references: ['id'] }],
  }),
]
const scale = { readRps: 1500, writeRps: 150, p99Ms: 200, availability: 0.999, dataGb: 50, consistency: 'linearizable' } as const

const good = tiers({
  name: 'ticket-booking',
  requirements: scale,
  api: { replicas: 3 },
  tables,
  operations: [
    {
      id: 'createShow',
      method: 'POST',
      path: '/shows',
      component: 'api',
      plan: 'create',
      table: 'shows',
      auth: true,
      idempotencyKey: true,
      share: 0.05,
    },
    { id: 'listShows', method: 'GET', path: '/shows', component: 'api', plan: 'list', table: 'shows', paginated: true, share: 3 },
    { id: 'book', method: 'POST', path: '/bookings', component: 'api', plan: 'create', table: 'bookings', auth: true, idempotencyKey: true },
    { id: 'readBooking', method: 'GET', path: '/bookings/{id}', component: 'api', plan: 'get', table: 'bookings', key: 'id' },
    {
      id: 'cancel',
      method: 'DELETE',
      path: '/bookings/{id}',
      component: 'api',
      plan: 'delete',
      table: 'bookings',
      key: 'id',
      auth: true,
      share: 0.1,
    },
  ],
})

const oneSeat = 'Of eight who ask for a seat at the same moment one gets it'

export const ticketBooking: Pack = {
  id: 'ticket-booking',
  title: 'Ticket booking',
  difficulty: 'hard',
  description:
    'When a show goes on sale everybody comes at once. A seat is sold once, whoever asks at the same moment, and whatever fails meanwhile.',
  scale,
  schema: schemaOf(tables),
  endpoints: [
    { method: 'GET', path: '/shows', does: 'lists shows' },
    { method: 'POST', path: '/bookings', does: 'books a seat' },
    { method: 'GET', path: '/bookings/{id}', does: 'shows a booking' },
    { method: 'DELETE', path: '/bookings/{id}', does: 'gives the seat back' },
  ],
  needs: [{ kind: 'db.sql', because: 'who has a seat is decided in one place, whoever asks at the same moment.' }],
  hints: ['Which single place decides who has the seat?', 'What does the second buyer see?'],
  semantics: [
    {
      title: oneSeat,
      steps: [{ method: 'POST', path: '/bookings', body: { seat: '{random}', holder: 'ada' }, atOnce: 8, status: 201, others: 409 }],
    },
    {
      title: 'A seat is sold once, and again when it was given back',
      steps: [
        { method: 'POST', path: '/bookings', body: { seat: '{random}', holder: 'ada' }, status: 201, keep: { id: 'id', seat: 'seat' } },
        { method: 'POST', path: '/bookings', body: { seat: '{seat}', holder: 'bob' }, status: 409 },
        { method: 'DELETE', path: '/bookings/{id}', status: 204 },
        { method: 'POST', path: '/bookings', body: { seat: '{seat}', holder: 'bob' }, status: 201 },
      ],
    },
  ],
  tags: ['transactions', 'consistency', 'contention'],
  good,
  bad: { ...good, tables: tables.map((one) => ({ ...one, uniques: [] })) },
  badBecause: { missed: { requirement: 'semantics', title: oneSeat } },
}
