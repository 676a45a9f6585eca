/** The JavaScript that each route of the web app loads at first, compressed as browsers get it. */
import { gzipSync } from 'node:zlib'
import { start as startWeb } from '@quint/web/serve.ts'
import type { Row } from '../row.ts'
import type { WorkerOptions } from '../worker.ts'

const session = '01a1fe22-491e-7ddd-ab28-8e62bf877603'
const routes = [
  '/',
  '/signin',
  '/signup',
  '/device',
  '/reference',
  '/events',
  '/dashboard',
  '/coach',
  '/interview',
  `/interview/${session}`,
  `/interview/${session}/replay`,
  `/coach/${session}`,
  '/sessions',
  `/sessions/${session}`,
  '/community',
  `/community/${session}`,
  '/leaderboard',
  '/watch',
  '/watch/new',
  `/watch/${session}`,
  '/lab',
  '/lab/broadcast',
  '/settings',
  '/admin',
  '/admin/users',
  '/admin/moderation',
  '/admin/watch',
]
const mostKilobytes = 200

export async function scriptRows({ signal }: WorkerOptions): Promise<Row[]> {
  await using web = await startWeb('built', signal)
  const known = new Map<string, Promise<number>>()
  const size = (path: string): Promise<number> => {
    const found = known.get(path) ?? gzipBytes(web.url + path, signal)
    known.set(path, found)
    return found
  }
  const measured: { readonly route: string; readonly kilobytes: number }[] = []
  for (const route of routes) {
    const scripts = await scriptsOf(web.url + route, signal)
    if (scripts.length === 0) throw new Error(`${route} names no script`)
    const bytes = (await Promise.all(scripts.map(size))).reduce((sum, one) => sum + one, 0)
    measured.push({ route: route.replace(session, ':id'), kilobytes: bytes / 1024 })
  }
  measured.sort((a, b) => b.kilobytes - a.kilobytes)
  const note = measured.map(({ route, kilobytes }) => `${route} ${kilobytes.toFixed(0)}`).join(', ')
  return [{ name: 'JavaScript of the heaviest route, gzip', measured: measured[0]?.kilobytes ?? 0, unit: 'KB', atMost: mostKilobytes, note }]
}

/** As somebody signed in gets it; what the page then asks the gateway for is not there, and not needed. */
async function scriptsOf(url: string, signal: AbortSignal): Promise<readonly string[]> {
  const response = await fetch(url, { signal, redirect: 'manual', headers: { cookie: 'quint_access=hidden' } })
  if (response.status !== 200) throw new Error(`GET ${url} was answered with ${response.status}`)
  const page = await response.text()
  const tags = page.match(/<script[^>]* src="[^"]+\.js[^>]*>/g) ?? []
  // What only browsers without modules load is left out, as every browser of today leaves it out.
  const loaded = tags.filter((tag) => !/\snomodule\b/i.test(tag))
  return [...new Set(loaded.map((tag) => /src="([^"]+\.js)/.exec(tag)?.[1] ?? ''))]
}

async function gzipBytes(url: string, signal: AbortSignal): Promise<number> {
  const response = await fetch(url, { signal })
  if (!response.ok) throw new Error(`GET ${url} was answered with ${response.status}`)
  return gzipSync(Buffer.from(await response.arrayBuffer())).byteLength
}
