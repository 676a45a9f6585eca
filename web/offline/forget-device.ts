/** Takes everything of the learner off this device: drafts, kept pages and answers, what was not sent. */
import { deviceStorage, openDrafts } from '../coach/drafts.ts'
import { deviceOutbox } from './device-outbox.ts'
import { learnerCache } from './keeping.ts'
import { tabWishes } from './wishes.ts'

export async function forgetDevice(userId: string): Promise<void> {
  openDrafts(deviceStorage()).forgetAll()
  tabWishes().take()
  const work = [deviceOutbox().clear(userId), 'caches' in window ? caches.delete(learnerCache) : undefined]
  // What the device refuses to delete, it refused to keep.
  await Promise.allSettled(work)
}
