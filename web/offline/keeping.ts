/** What the service worker keeps of what passes it, where, and for how long: decisions only. */

/** Static parts of the app, by their hashed names: never out of date. */
export const partsCache = 'quint-parts-1'
/** What is the same for everyone. */
export const publicCache = 'quint-public-1'
/** Pages and answers of who is signed in; deleted when that changes. */
export const learnerCache = 'quint-learner-1'
export const ownCaches: readonly string[] = [partsCache, publicCache, learnerCache]

/** The page shown for an address that was not kept. */
export const offlinePage = '/offline'
/** Kept from the first visit on. */
export const publicPages: readonly string[] = [offlinePage, '/reference']
export const publicAnswers: readonly string[] = ['/api/elements']

const id = '[0-9a-fA-F-]{36}'
const learnerPage = new RegExp(`^/(dashboard|coach|sessions|settings|plan|reviews|coach/${id}|sessions/${id})$`)
const learnerAnswer = new RegExp(`^/api/(auth/me|user/dashboard|user/sessions|session/${id}|plans|plans/current|reviews/due|reviews/figures)$`)
/** These change nobody; everything else under it may. */
const sameLearner = /^\/api\/auth\/(me|sessions|providers|verify-email|resend-verification|device(\/.*)?|mfa\/totp\/(enrol|verify|disable))(\/|$)/

export interface Asked {
  readonly method: string
  /** Of our own origin. */
  readonly pathname: string
  readonly navigates: boolean
  /** A part of a page for the router (React's format), not a page. */
  readonly routes: boolean
}

export type Way =
  | { readonly kind: 'pass' }
  /** Kept copies come first. */
  | { readonly kind: 'part' }
  /** The network comes first, the kept copy when nobody answers; undefined: nothing of it is kept. */
  | { readonly kind: 'page' | 'answer'; readonly cache: string | undefined }
  /** Who is signed in may be another afterwards. */
  | { readonly kind: 'turn' }

export function wayOf({ method, pathname, navigates, routes }: Asked): Way {
  if (turns(method, pathname)) return { kind: 'turn' }
  if (method !== 'GET' || routes) return { kind: 'pass' }
  if (/^\/(_next\/static|icons)\/|^\/icon\.svg$/.test(pathname)) return { kind: 'part' }
  const cache = answerCache(pathname)
  if (cache !== undefined) return { kind: 'answer', cache }
  return navigates && !pathname.startsWith('/api/') ? { kind: 'page', cache: pageCache(pathname) } : { kind: 'pass' }
}

function turns(method: string, pathname: string): boolean {
  if (method === 'DELETE' && /^\/api\/users\/[^/]+$/.test(pathname)) return true
  return pathname.startsWith('/api/auth/') && !sameLearner.test(pathname)
}

/** A sign-in that is over is as good as a sign-out. */
export function hasTurned(pathname: string, { ok, status, type }: Pick<Response, 'ok' | 'status' | 'type'>): boolean {
  if (pathname === '/api/auth/refresh-token') return status === 401
  return ok || type === 'opaqueredirect'
}

/** Where an answer of the gateway is kept; undefined: it is not. */
export function answerCache(pathname: string): string | undefined {
  if (publicAnswers.includes(pathname)) return publicCache
  return learnerAnswer.test(pathname) ? learnerCache : undefined
}

/** Where a page is kept; undefined: it is not. */
export function pageCache(pathname: string): string | undefined {
  if (publicPages.includes(pathname)) return publicCache
  return learnerPage.test(pathname) ? learnerCache : undefined
}

/** Whether an old copy may stand in for one that only takes long. What the learner has just changed must not look as it was before. */
export function mayBeOld(pathname: string): boolean {
  return !/^\/api\/(session|plans|reviews)(\/|$)/.test(pathname)
}

/** The static parts that a page or a style sheet names. */
export function partsIn(text: string): readonly string[] {
  return [...new Set(text.match(/\/_next\/static\/[\w./~%-]+\.(?:js|css|woff2)/g))]
}

/** Nobody who could answer did. */
export function isAway(status: number): boolean {
  return status === 502 || status === 503 || status === 504
}

const most: Readonly<Record<string, number>> = { [partsCache]: 400, [learnerCache]: 240 }

/** @param count of entries. @returns how many of the oldest have to go. */
export function surplus(cache: string, count: number): number {
  return Math.max(0, count - (most[cache] ?? count))
}
