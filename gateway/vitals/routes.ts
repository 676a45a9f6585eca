/** Web vitals: what a sample of browsers says of how the pages felt. Counted, never kept. */
import { measure } from '@quint/telemetry/metrics.ts'
import { webPages } from '@quint/telemetry/registry.ts'
import { z } from 'zod'
import { openRoute, type Route } from '../http/route.ts'

const mostMs = 600_000
const mostShift = 100

const page = z.enum(webPages)
const vital = z.discriminatedUnion('name', [
  // Milliseconds.
  z.strictObject({ name: z.enum(['LCP', 'INP', 'FCP', 'TTFB']), value: z.number().min(0).max(mostMs), page }),
  z.strictObject({ name: z.literal('CLS'), value: z.number().min(0).max(mostShift), page }),
])

export function vitalsRoutes(): readonly Route[] {
  return [
    openRoute({
      method: 'post',
      path: '/api/telemetry/vitals',
      summary: 'Report one web vital of a page: times in milliseconds, CLS as it is',
      replies: [204, 'Counted'],
      body: vital,
      async handle({ body }) {
        if (body.name === 'CLS') measure('quint.web.layout_shift', body.value, { 'quint.web.page': body.page })
        else measure('quint.web.vital', body.value / 1000, { 'quint.web.vital.name': body.name, 'quint.web.page': body.page })
        return { status: 204, body: undefined }
      },
    }),
  ]
}
