/** What a page is to the coach, by its address alone: a practice problem, a place where help would be cheating, or any other page. */
export type Site = 'leetcode' | 'hackerrank'

export interface Practice {
  readonly kind: 'practice'
  readonly site: Site
  readonly host: string
  readonly slug: string
  /** HackerRank's name for the set that a problem belongs to. */
  readonly contest: string
}

export type Refusal = 'contest' | 'assessment' | 'no-problem'

export interface Refused {
  readonly kind: 'refused'
  readonly host: string
  readonly reason: Refusal
}

/** A page of no judge, or one whose address the browser keeps from us. */
export interface Elsewhere {
  readonly kind: 'elsewhere'
  readonly host: string
}

export type Place = Practice | Refused | Elsewhere

const leetcodeHosts: readonly string[] = ['leetcode.com', 'leetcode.cn']
const hackerrankHosts: readonly string[] = ['www.hackerrank.com', 'hackerrank.com']
/** HackerRank's sets that are practice although their addresses say contest. */
const practiceSets: ReadonlySet<string> = new Set(['master', 'projecteuler'])

/** Only addresses known to be practice are let in; the query says nothing. */
export function placeOf(address: string | undefined): Place {
  const url = parsed(address)
  if (url === undefined) return { kind: 'elsewhere', host: '' }
  const { hostname: host, pathname, protocol } = url
  if (belongsTo(host, 'leetcode.com') || belongsTo(host, 'leetcode.cn')) return protocol === 'https:' ? leetcode(host, pathname) : nothingHere(host)
  if (belongsTo(host, 'hackerrank.com')) return protocol === 'https:' ? hackerrank(host, pathname) : nothingHere(host)
  return { kind: 'elsewhere', host }
}

/** The same for every address of one problem. */
export function keyOf({ host, slug }: Pick<Practice, 'host' | 'slug'>): string {
  return `${host}/${slug}`
}

export function addressOf({ site, host, slug, contest }: Practice): string {
  if (site === 'leetcode') return `https://${host}/problems/${slug}/`
  return contest === 'master' ? `https://${host}/challenges/${slug}/problem` : `https://${host}/contests/${contest}/challenges/${slug}/problem`
}

function leetcode(host: string, path: string): Place {
  const slug = /^\/problems\/([a-z0-9][a-z0-9-]{0,199})(?:\/|$)/i.exec(path)?.[1]
  if (leetcodeHosts.includes(host) && slug !== undefined) return { kind: 'practice', site: 'leetcode', host, slug: slug.toLowerCase(), contest: '' }
  if (/^\/contest(\/|$)/i.test(path)) return { kind: 'refused', host, reason: 'contest' }
  if (/^\/(assessment|interview|playground)(\/|$)/i.test(path)) return { kind: 'refused', host, reason: 'assessment' }
  return nothingHere(host)
}

function hackerrank(host: string, path: string): Place {
  if (!hackerrankHosts.includes(host)) return { kind: 'refused', host, reason: 'assessment' }
  const found = /^\/(?:contests\/([\w-]{1,100})\/)?challenges\/([\w-]{1,200})(?:\/|$)/.exec(path)
  if (found !== null) {
    const [, contest = 'master', slug = ''] = found
    if (!practiceSets.has(contest)) return { kind: 'refused', host, reason: 'contest' }
    return { kind: 'practice', site: 'hackerrank', host, slug, contest }
  }
  if (/^\/contests(\/|$)/.test(path)) return { kind: 'refused', host, reason: 'contest' }
  if (/^\/(tests?|x|work|interview|codepair|paper|certificates|skills-verification)(\/|$)/.test(path))
    return { kind: 'refused', host, reason: 'assessment' }
  return nothingHere(host)
}

function nothingHere(host: string): Refused {
  return { kind: 'refused', host, reason: 'no-problem' }
}

function belongsTo(host: string, domain: string): boolean {
  return host === domain || host.endsWith(`.${domain}`)
}

function parsed(address: string | undefined): URL | undefined {
  const url = address === undefined ? null : URL.parse(address)
  return url === null || !/^https?:$/.test(url.protocol) ? undefined : url
}
