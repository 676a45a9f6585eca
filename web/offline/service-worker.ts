/** The service worker: pages and answers seen before are there without a network, and kept answers go out once there is one. */
import { deviceOutbox } from './device-outbox.ts'
import {
  answerCache,
  hasTurned,
  isAway,
  learnerCache,
  mayBeOld,
  offlinePage,
  ownCaches,
  pageCache,
  partsCache,
  partsIn,
  publicAnswers,
  publicCache,
  publicPages,
  surplus,
  type Way,
  wayOf,
} from './keeping.ts'
import { reminderOf } from './reminder.ts'

interface Extendable extends Event {
  waitUntil(work: Promise<unknown>): void
}

interface Fetching extends Extendable {
  readonly request: Request
  readonly clientId: string
  readonly resultingClientId: string
  respondWith(response: Promise<Response>): void
}

interface Told extends Extendable {
  readonly data: unknown
}

interface Pushed extends Extendable {
  readonly data: { json(): unknown } | null
}

interface Clicked extends Extendable {
  readonly notification: { close(): void }
}

interface Known {
  install: Extendable
  activate: Extendable
  fetch: Fetching
  message: Told
  sync: Extendable & { readonly tag: string }
  push: Pushed
  notificationclick: Clicked
}

interface Scope {
  addEventListener<Name extends keyof Known>(name: Name, listener: (event: Known[Name]) => void): void
  skipWaiting(): Promise<void>
  readonly registration: { showNotification(title: string, options: object): Promise<void> }
  readonly clients: {
    claim(): Promise<void>
    get(id: string): Promise<{ postMessage(message: unknown): void } | undefined>
    openWindow(path: string): Promise<unknown>
  }
}

const scope = globalThis as unknown as Scope
/** So long a kept copy waits for the network. */
const patienceMs = 4000
/** Grows when the learner may have changed: what was asked for before is not kept after. */
let era = 0

scope.addEventListener('install', (event) => event.waitUntil(install()))
scope.addEventListener('activate', (event) => event.waitUntil(activate()))
scope.addEventListener('message', (event) => event.waitUntil(keepAll(event.data)))
scope.addEventListener('sync', (event) => event.waitUntil(flushed()))
// Each push shows something: browsers ask for that.
scope.addEventListener('push', (event) => {
  const { title, options } = reminderOf(event.data)
  event.waitUntil(scope.registration.showNotification(title, options))
})
scope.addEventListener('notificationclick', (event) => {
  event.notification.close()
  event.waitUntil(scope.clients.openWindow('/planner'))
})
scope.addEventListener('fetch', (event) => {
  const url = new URL(event.request.url)
  if (url.origin !== location.origin) return
  const { method, mode, headers } = event.request
  const routes = headers.has('RSC') || url.searchParams.has('_rsc')
  const way = wayOf({ method, pathname: url.pathname, navigates: mode === 'navigate', routes })
  if (way.kind !== 'pass') event.respondWith(respond(event, way))
})

async function install(): Promise<void> {
  await Promise.all(publicPages.map((path) => keepPage(path)))
  await Promise.all(publicAnswers.map((path) => keepAnswer(path, publicCache)))
  await scope.skipWaiting()
}

async function activate(): Promise<void> {
  for (const name of await caches.keys()) if (name.startsWith('quint-') && !ownCaches.includes(name)) await caches.delete(name)
  await scope.clients.claim()
}

/** The browser tries again later when it is told that something still waits. */
async function flushed(): Promise<void> {
  const outbox = deviceOutbox()
  const before = await outbox.openSessions()
  await outbox.flush()
  const after = await outbox.openSessions()
  // What has arrived is part of the session now: the kept copy has to have it.
  for (const id of before) if (!after.includes(id)) await keep(answerAt(`/api/session/${id}`, learnerCache))
  if (after.length > 0) throw new Error('some answers still wait')
}

function respond(event: Fetching, way: Exclude<Way, { kind: 'pass' }>): Promise<Response> {
  switch (way.kind) {
    case 'part':
      return part(event.request)
    case 'turn':
      return turn(event.request)
    default:
      return networkFirst(event, way)
  }
}

async function part(request: Request): Promise<Response> {
  const cache = await caches.open(partsCache)
  const kept = await cache.match(request.url)
  if (kept !== undefined) return kept
  const response = await fetch(request)
  if (response.status === 200) await put(partsCache, request.url, response.clone())
  return response
}

async function turn(request: Request): Promise<Response> {
  const response = await fetch(request)
  if (hasTurned(new URL(request.url).pathname, response)) {
    era += 1
    await caches.delete(learnerCache)
  }
  return response
}

async function networkFirst(event: Fetching, { kind, cache }: Extract<Way, { kind: 'page' | 'answer' }>): Promise<Response> {
  const { request } = event
  const name = kind === 'page' ? new URL(request.url).pathname : request.url
  const before = era
  const asked = fetch(request).then(async (response) => {
    if (cache !== undefined && isWorthKeeping(response) && (before === era || cache !== learnerCache)) await put(cache, name, response.clone())
    return response
  })
  event.waitUntil(asked.catch(() => undefined))
  const kept = cache === undefined ? undefined : await (await caches.open(cache)).match(name)
  if (kept === undefined && kind === 'answer') return asked
  const hasty = kept !== undefined && mayBeOld(new URL(request.url).pathname)
  const answer = await Promise.race([asked.catch(() => undefined), ...(hasty ? [patience()] : [])])
  if (answer !== undefined && !(kept !== undefined && isAway(answer.status))) return answer
  if (kept !== undefined) return told(event, kept)
  return (await caches.match(offlinePage)) ?? asked
}

function patience(): Promise<undefined> {
  return new Promise((resolve) => setTimeout(resolve, patienceMs, undefined))
}

/** The page hears that what it shows is a kept copy. */
async function told(event: Fetching, kept: Response): Promise<Response> {
  const page = await scope.clients.get(event.clientId)
  page?.postMessage({ type: 'kept copy' })
  return kept
}

/** Pages ask for what they show to be kept: what was loaded before this worker, or without a navigation, did not pass it. */
async function keepAll(message: unknown): Promise<void> {
  if (typeof message !== 'object' || message === null || !('keep' in message) || !Array.isArray(message.keep)) return
  for (const path of message.keep) {
    if (typeof path !== 'string') continue
    if (path.startsWith('/api/')) {
      const cache = answerCache(path.split('?')[0] ?? '')
      if (cache !== undefined) await keepAnswer(path, cache)
    } else await keepPage(path)
  }
}

async function keepAnswer(path: string, cache: string): Promise<void> {
  const wanted = answerAt(path, cache)
  if ((await (await caches.open(cache)).match(wanted.name)) === undefined) await keep(wanted)
}

function answerAt(path: string, cache: string): Keep {
  const url = new URL(path, location.origin).href
  return { cache, name: url, request: new Request(url, { headers: { Accept: 'application/json', 'X-Quint-Client': 'web' } }) }
}

async function keepPage(path: string): Promise<void> {
  const cache = pageCache(path)
  if (cache === undefined || (await (await caches.open(cache)).match(path)) !== undefined) return
  await keep({ cache, name: path, request: new Request(path, { headers: { Accept: 'text/html' } }) }, keepParts)
}

/** What a page cannot do without is there before it. */
async function keepParts(page: Response): Promise<void> {
  const parts = partsIn(await page.text())
  await Promise.allSettled(parts.map((url) => part(new Request(url))))
}

interface Keep {
  readonly cache: string
  readonly name: string
  readonly request: Request
}

async function keep({ cache, name, request }: Keep, prepare?: (copy: Response) => Promise<void>): Promise<void> {
  const before = era
  const response = await fetch(request).catch(() => undefined)
  if (response === undefined || !isWorthKeeping(response)) return
  await prepare?.(response.clone())
  if (before === era || cache !== learnerCache) await put(cache, name, response)
}

/** Whole, ours, and what was asked for rather than the door. */
function isWorthKeeping(response: Response): boolean {
  return response.status === 200 && response.type === 'basic' && !response.redirected
}

async function put(cacheName: string, name: string, response: Response): Promise<void> {
  try {
    const cache = await caches.open(cacheName)
    await cache.delete(name)
    await cache.put(name, response)
    const names = await cache.keys()
    for (const old of names.slice(0, surplus(cacheName, names.length))) await cache.delete(old)
  } catch {
    // No room on the device: the page works on, with less kept.
  }
}
