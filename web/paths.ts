/** Every address inside the web app. */
export const paths = {
  home: '/',
  signIn: (next?: string) => (next === undefined ? '/signin' : `/signin?${new URLSearchParams({ next })}`),
  signInCode: (next: string) => `/signin?${new URLSearchParams({ mfa: 'code', next })}`,
  signUp: (next?: string) => (next === undefined ? '/signup' : `/signup?${new URLSearchParams({ next })}`),
  forgot: '/reset',
  device: (code?: string) => (code === undefined ? '/device' : `/device?${new URLSearchParams({ code })}`),
  dashboard: '/dashboard',
  coach: '/coach',
  coachSession: (id: string) => `/coach/${encodeURIComponent(id)}`,
  sessions: '/sessions',
  transcript: (id: string) => `/sessions/${encodeURIComponent(id)}`,
  interviews: '/interview',
  interview: (id: string) => `/interview/${encodeURIComponent(id)}`,
  interviewReplay: (id: string) => `/interview/${encodeURIComponent(id)}/replay`,
  interviewCompare: (id: string, other: string) => `/interview/${encodeURIComponent(id)}/compare?${new URLSearchParams({ with: other })}`,
  onboarding: '/onboarding',
  plan: '/plan',
  problems: '/problems',
  problem: (id: string) => `/problems/${encodeURIComponent(id)}`,
  reviews: '/reviews',
  planner: '/planner',
  watch: '/watch',
  newVideo: '/watch/new',
  videoAbout: ({ title, subject, difficulty }: { readonly title: string; readonly subject: string; readonly difficulty: string }) =>
    `/watch/new?${new URLSearchParams({ topic: title, subject, difficulty })}`,
  topics: '/watch/topics',
  video: (id: string) => `/watch/${encodeURIComponent(id)}`,
  designs: '/design',
  designProblem: (slug: string, from?: string) =>
    `/design/${encodeURIComponent(slug)}${from === undefined ? '' : `?${new URLSearchParams({ from })}`}`,
  designRun: (id: string) => `/design/runs/${encodeURIComponent(id)}`,
  designCompare: (id: string, other: string) => `/design/runs/${encodeURIComponent(id)}/compare?${new URLSearchParams({ with: other })}`,
  lab: '/lab',
  labLesson: (slug: string, run?: string) => `/lab/${encodeURIComponent(slug)}${run === undefined ? '' : `?${new URLSearchParams({ run })}`}`,
  labCompare: (one: string, other: string) => `/lab/compare?${new URLSearchParams({ ids: `${one},${other}` })}`,
  labBoard: (workload?: string) => (workload === undefined ? '/lab/board' : `/lab/board?${new URLSearchParams({ workload })}`),
  community: '/community',
  leaderboard: '/leaderboard',
  sharedSession: (id: string) => `/community/${encodeURIComponent(id)}`,
  reference: '/reference',
  settings: '/settings',
  person: (id: string) => `/people/${encodeURIComponent(id)}`,
  admin: '/admin',
  adminUsers: '/admin/users',
  adminUser: (id: string) => `/admin/users/${encodeURIComponent(id)}`,
  adminAudit: '/admin/audit',
  adminErasures: '/admin/erasures',
  adminOpenErasures: '/admin/erasures?open=true',
  adminDeadLetters: '/admin/dead-letters',
  adminModeration: '/admin/moderation',
  adminComments: '/admin/comments',
  adminWatch: '/admin/watch',
  adminDesigns: '/admin/designs',
  adminHeldDesigns: '/admin/designs?waiting=designs',
  adminCloudPlans: '/admin/designs?waiting=plans#clouds',
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
