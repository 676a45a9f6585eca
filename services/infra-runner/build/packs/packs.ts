/** All design problems, by title. */
import { chat } from './chat.ts'
import { fileStorage } from './file-storage.ts'
import { jobScheduler } from './job-scheduler.ts'
import { keyValueStore } from './key-value-store.ts'
import { metricsPipeline } from './metrics-pipeline.ts'
import { newsFeed } from './news-feed.ts'
import { notificationService } from './notification-service.ts'
import type { Pack } from './pack.ts'
import { pasteBin } from './paste-bin.ts'
import { rateLimiter } from './rate-limiter.ts'
import { ticketBooking } from './ticket-booking.ts'
import { typeAhead } from './type-ahead.ts'
import { urlShortener } from './url-shortener.ts'

export const packs: readonly Pack[] = [
  chat,
  fileStorage,
  jobScheduler,
  keyValueStore,
  metricsPipeline,
  newsFeed,
  notificationService,
  pasteBin,
  rateLimiter,
  ticketBooking,
  typeAhead,
  urlShortener,
]
