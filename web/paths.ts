/** Every address inside the web app. */
export const paths = {
  home: '/',
  signIn: (next?: string) => (next === undefined ? '/signin' : `/signin?${new URLSearchParams({ next })}`),
  signUp: (next?: string) => (next === undefined ? '/signup' : `/signup?${new URLSearchParams({ next })}`),
  forgot: '/reset',
  dashboard: '/dashboard',
  coach: '/coach',
  coachSession: (id: string) => `/coach/${encodeURIComponent(id)}`,
  sessions: '/sessions',
  transcript: (id: string) => `/sessions/${encodeURIComponent(id)}`,
  reference: '/reference',
  settings: '/settings',
  events: '/events',
  /** What programs read: the AsyncAPI document, a schema, the sample. */
  eventDocument: (file: string) => `/events/${file}`,
} as const

const ownOrigin = 'http://own.invalid'

/** Where to go after signing in: only ever a path of our own. */
export function safeNext(next: string | null | undefined): string {
  if (next === null || next === undefined || !next.startsWith('/')) return paths.dashboard
  const url = URL.canParse(next, ownOrigin) ? new URL(next, ownOrigin) : undefined
  return url !== undefined && url.origin === ownOrigin ? `${url.pathname}${url.search}` : paths.dashboard
}
