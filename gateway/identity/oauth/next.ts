/** Where a learner goes after signing in: only ever a path of our own. */

const own = 'http://own.invalid'
const longest = 512
const home = '/dashboard'

export function safeNext(next: string | undefined): string {
  if (next === undefined || next.length > longest || !next.startsWith('/')) return home
  const url = URL.canParse(next, own) ? new URL(next, own) : undefined
  if (url === undefined || url.origin !== own) return home
  // `/.//elsewhere` becomes `//elsewhere`, which names a host; the API is no page.
  const path = `${url.pathname}${url.search}`
  return path.startsWith('//') || /^\/api(\/|$)/.test(path) ? home : path
}
