/** The outbox of this device, the same for pages and the service worker. */
import { createHttp } from '../api/http.ts'
import { sendWaiting } from '../api/send-answer.ts'
import { type Outbox, openOutbox } from '../coach/outbox.ts'
import { deviceOutboxStore } from './outbox-store.ts'

const outboxTag = 'quint-answers'

export interface DeviceOutbox extends Outbox {
  /** The sessions, of anyone, with answers that wait to be sent. */
  openSessions(): Promise<readonly string[]>
}

interface Sync {
  readonly sync?: { register(tag: string): Promise<void> }
}

let opened: DeviceOutbox | undefined

export function deviceOutbox(): DeviceOutbox {
  opened ??= open()
  return opened
}

/** Called when the outbox changed, here or in another tab. @returns ends it. */
export function watchOutbox(changed: () => void): () => void {
  const channel = new BroadcastChannel(outboxTag)
  channel.onmessage = changed
  return () => channel.close()
}

function open(): DeviceOutbox {
  const http = createHttp({
    fetch: (input, init) => fetch(input, init),
    exclusively: (work) => alone('quint-renewal', work),
  })
  const store = deviceOutboxStore()
  const outbox = openOutbox({
    store,
    exclusively: (work) => alone(outboxTag, work),
    owner: () => http.json<{ user: { id: string } }>('/api/auth/me').then(({ user }) => user.id, nobody),
    send: sendWaiting(http),
    changed: tell,
    awaited: askToWake,
  })
  return {
    ...outbox,
    async openSessions() {
      const open = (await store.list()).filter(({ refused }) => refused === undefined)
      return [...new Set(open.map(({ sessionId }) => sessionId))]
    },
  }
}

const nobody = (): undefined => undefined

/** A channel does not hear itself: each message gets one of its own, so that this page hears it too. */
function tell(): void {
  const channel = new BroadcastChannel(outboxTag)
  channel.postMessage('changed')
  channel.close()
}

/** The browser wakes the service worker when there is a network, even without a page; where it cannot, pages send when they are back. */
function askToWake(): void {
  const { serviceWorker } = navigator as { readonly serviceWorker?: ServiceWorkerContainer }
  void serviceWorker?.ready.then((registration) => (registration as Sync).sync?.register(outboxTag)).catch(nobody)
}

function alone<T>(name: string, work: () => Promise<T>): Promise<T> {
  const locks = (navigator as { readonly locks?: LockManager }).locks
  return locks === undefined ? work() : locks.request(name, work)
}
