/** Judges for the tests: their hosts, served by this process over TLS, each of their answers at the test's command. */
import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { articlePage, hackerrankPage, leetcodePage, questionOf } from './pages.ts'
import { hackerrankModel, sampleProblems } from './problems.ts'

/** How the judge's data addresses behave: as they should, as to a robot, broken, or held until let go. */
export type Mood = 'well' | 'blocked' | 'broken' | 'held'

export interface Judges extends AsyncDisposable {
  /** For the browser: the judges' names lead here. */
  readonly flags: readonly string[]
  mood: Mood
  layout: 'new' | 'old'
  nextData: boolean
  /** Method, host and path of each request. */
  readonly asked: readonly string[]
  /** Answers what was held, the first one first. */
  release(): void
  /** Fulfilled when so many requests are held. */
  holding(count: number): Promise<void>
}

const hosts = ['leetcode.com', 'leetcode.cn', 'www.hackerrank.com', 'articles.example']
const submissionCount = 45

export async function openJudges(): Promise<Judges> {
  const { key, certificate } = await selfSigned()
  const asked: string[] = []
  const held: (() => void)[] = []
  let heard = (): void => undefined
  const server = createServer({ key, cert: certificate }, (request, response) => {
    asked.push(`${request.method} ${request.headers.host} ${request.url}`)
    void answer(request, response)
  })
  const judges = { mood: 'well' as Mood, layout: 'new' as const, nextData: true }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', `https://${request.headers.host}`)
    const data = /^\/(graphql|rest|api)\//.test(url.pathname)
    const body = await textOf(request)
    if (!data) return void response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(pageOf(url))
    const { mood } = judges
    if (mood === 'blocked') return void response.writeHead(403, { 'content-type': 'text/html' }).end('<h1>Just a moment</h1>')
    if (mood === 'broken') return void response.writeHead(500).end()
    if (mood === 'held')
      await new Promise<void>((resolve) => {
        held.push(resolve)
        heard()
      })
    const { status, json } = dataOf(url, request, body)
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(json))
  }

  function pageOf({ hostname, pathname }: URL): string {
    if (hostname === 'articles.example') return articlePage()
    const slug = pathname.split('/').findLast((part) => sampleProblems.has(part) || part === hackerrankModel.slug) ?? ''
    return hostname === 'www.hackerrank.com' ? hackerrankPage(slug) : leetcodePage(slug, judges)
  }

  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const rules = [...hosts.map((host) => `MAP ${host} 127.0.0.1:${port}`), 'MAP * ~NOTFOUND', 'EXCLUDE 127.0.0.1', 'EXCLUDE localhost']
  return Object.assign(judges, {
    flags: [`--host-resolver-rules=${rules.join(', ')}`, '--ignore-certificate-errors'],
    asked,
    release: () => held.shift()?.(),
    holding: (count: number) =>
      new Promise<void>((resolve) => {
        heard = () => {
          if (held.length >= count) resolve()
        }
        heard()
      }),
    async [Symbol.asyncDispose]() {
      for (const go of held.splice(0)) go()
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  })
}

interface DataAnswer {
  readonly status: number
  readonly json: unknown
}

function dataOf(url: URL, request: IncomingMessage, body: string): DataAnswer {
  if (url.pathname === '/graphql/') {
    // As the real one: without its own token from its own page it refuses.
    if (request.headers['x-csrftoken'] !== 'a token') return { status: 403, json: { detail: 'CSRF' } }
    const { variables } = JSON.parse(body) as { readonly variables: { readonly titleSlug: string } }
    const problem = sampleProblems.get(variables.titleSlug)
    return { status: 200, json: { data: { question: problem === undefined ? null : questionOf(problem) } } }
  }
  if (url.pathname === '/api/submissions/') return { status: 200, json: submissionsFrom(Number(url.searchParams.get('offset'))) }
  const [, contest, slug] = /^\/rest\/contests\/([^/]+)\/challenges\/([^/]+)$/.exec(url.pathname) ?? []
  if (slug === hackerrankModel.slug && contest !== undefined) return { status: 200, json: { status: true, model: hackerrankModel } }
  return { status: 404, json: {} }
}

/** Every third was not accepted. */
function submissionsFrom(offset: number) {
  const count = Math.min(20, Math.max(0, submissionCount - offset))
  const dump = Array.from({ length: count }, (_, index) => ({
    id: 1000 + offset + index,
    title: 'Matching Pair',
    title_slug: 'matching-pair',
    lang: 'python3',
    status_display: (offset + index) % 3 === 0 ? 'Wrong Answer' : 'Accepted',
    timestamp: 1_760_000_000 + offset + index,
    code: 'return []',
  }))
  return { submissions_dump: dump, has_next: offset + count < submissionCount, last_key: `after ${offset + count}` }
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = ''
  for await (const chunk of request) text += String(chunk)
  return text
}

async function selfSigned(): Promise<{ readonly key: string; readonly certificate: string }> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'quint-judges-'))
  try {
    const [key, certificate] = ['key.pem', 'certificate.pem'].map((name) => path.join(folder, name)) as [string, string]
    const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes']
    execFileSync('openssl', ['req', '-x509', ...curve, '-days', '2', '-subj', '/CN=judges', '-keyout', key, '-out', certificate], { stdio: 'pipe' })
    return { key: await readFile(key, 'utf8'), certificate: await readFile(certificate, 'utf8') }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
