/** Puts a session as it is now into what this device keeps, where a service worker reads it. */
import type { Transcript } from '../coach/coach-client.ts'
import { learnerCache } from './keeping.ts'

export function rememberSession(transcript: Transcript): void {
  const { serviceWorker } = navigator as { readonly serviceWorker?: ServiceWorkerContainer }
  if (serviceWorker?.controller == null) return
  // What the device refuses to keep, it does not have: the page works on.
  put(transcript).catch(() => undefined)
}

async function put(transcript: Transcript): Promise<void> {
  const cache = await caches.open(learnerCache)
  const address = new URL(`/api/session/${transcript.session.id}`, location.origin).href
  // Only what is kept is renewed: after signing out nothing comes back.
  if ((await cache.match(address)) !== undefined) await cache.put(address, Response.json(transcript))
}
