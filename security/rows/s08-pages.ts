/** S8: the pages' server decides nothing, and gives out nothing but pages. */
import assert from 'node:assert/strict'
import { createRequire } from 'node:module'
import path from 'node:path'
import type { Row } from '../row.ts'
import { startSession } from '../session.ts'
import { exchange, placeOf, statusesOf } from '../wire.ts'

const web = path.join(import.meta.dirname, '..', '..', 'web')

/** Ways out of the folder that pages are served from, and files that lie beside it. */
const ways = [
  '/../package.json',
  '/../../../../etc/passwd',
  '/%2e%2e/%2e%2e/package.json',
  '/..%2f..%2fpackage.json',
  '/..%5c..%5cpackage.json',
  '/_next/../package.json',
  '/_next/static/../../package.json',
  '/_next/static/%2e%2e/%2e%2e/package.json',
  '/_next/static/..%2f..%2f..%2fpackage.json',
  '/_next/static//../../../package.json',
  '/events/..%2f..%2f..%2fpackage.json',
  '/events/schemas/..%2f..%2fpackage.json',
  '//etc/passwd',
  '/./.git/config',
  '/.env',
  '/.next/BUILD_ID',
  '/package.json',
  '/proxy.ts',
  '/next.config.ts',
  '/server/app/page.js',
  '/_next/server/app/page.js',
  '/_next/static/chunks/app/%00.js',
]

const secrets = /"workspaces"|"dependencies"|root:x:|\[core\]|NextResponse|contentSecurityPolicy|QUINT_WEB_BUILD/

export const pages: Row = {
  id: 'S8',
  control: 'pages: nothing is authorised in the pages’ server, no way out of its folder, no way through it to elsewhere',
  checks: [
    {
      holds: 'the pages’ framework is not one of the versions with known ways around its proxy',
      async attempt() {
        const { version } = createRequire(path.join(web, 'package.json'))('next/package.json') as { version: string }
        const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number)
        assert.ok(major > 16 || (major === 16 && (minor > 2 || (minor === 2 && patch >= 6))), version)
      },
    },
    {
      holds: 'no address leads out of the folder of pages, raw, escaped or doubled',
      async attempt(stand) {
        const place = placeOf(stand.url)
        for (const way of ways) {
          const answer = await exchange(place, `GET ${way} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`, 10_000)
          assert.ok(statusesOf(answer).length === 1, way)
          assert.ok((statusesOf(answer)[0] ?? 500) < 500, `${way} answers ${statusesOf(answer)[0]}`)
          assert.doesNotMatch(answer, secrets, way)
        }
      },
    },
    {
      holds: 'prefetches, component requests and forged headers of the framework show no learner’s data and skip no policy',
      async attempt(stand) {
        const learner = await stand.learner()
        const sessionId = await startSession(learner, { title: `Two Sum ${learner.displayName}` })
        const tricks: readonly Readonly<Record<string, string>>[] = [
          { RSC: '1' },
          { RSC: '1', 'Next-Router-Prefetch': '1' },
          { 'x-middleware-subrequest': 'proxy:proxy:proxy:proxy:proxy' },
          { 'x-middleware-next': '1', 'x-middleware-rewrite': '/settings' },
          { 'x-nextjs-data': '1' },
          { 'Next-Action': '0'.repeat(40) },
          { 'x-nonce': 'known', 'Content-Security-Policy': "script-src 'unsafe-inline'" },
        ]
        for (const headers of tricks) {
          for (const place of [`/sessions/${sessionId}`, `/sessions/${sessionId}?_rsc=1`, '/dashboard', '/settings', '/dashboard.rsc']) {
            const answer = await stand.visitor().send('GET', place, { headers: { ...headers, cookie: 'quint_access=forged' } })
            assert.ok(!answer.text.includes(learner.displayName), `${place} with ${JSON.stringify(headers)}`)
            assert.doesNotMatch(answer.headers.get('content-security-policy') ?? "script-src 'none'", /unsafe-inline|nonce-known/, place)
            assert.ok(answer.status < 500, `${place} with ${JSON.stringify(headers)} answers ${answer.status}`)
          }
        }
      },
    },
    {
      holds: 'neither a whole address in the request line, an upgrade, a host header nor the image route makes the mesh ask another server',
      async attempt(stand) {
        const place = placeOf(stand.url)
        const { host } = new URL(stand.trap.url)
        const upgrade = 'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n'
        const lines = [
          `GET ${stand.trap.url}/absolute HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n`,
          `GET ${stand.trap.url}/upgrade HTTP/1.1\r\nHost: localhost\r\n${upgrade}`,
          `GET /_next/webpack-hmr HTTP/1.1\r\nHost: ${host}\r\n${upgrade}`,
          `GET /dashboard HTTP/1.1\r\nHost: ${host}\r\nX-Forwarded-Host: ${host}\r\nConnection: close\r\n`,
          `GET @${host}/at HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n`,
          `GET //${host}/double HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n`,
          `GET /_next/image?url=${encodeURIComponent(`${stand.trap.url}/image.png`)}&w=64&q=75 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n`,
          `GET /_next/image?url=//${host}/image.png&w=64&q=75 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n`,
          `CONNECT ${host} HTTP/1.1\r\nHost: ${host}\r\n`,
        ]
        const before = stand.trap.caught.length
        for (const line of lines) {
          const answer = await exchange(place, `${line}\r\n`, 1500)
          assert.ok(!answer.includes('caught') && !statusesOf(answer).includes(101), line)
        }
        assert.deepEqual(stand.trap.caught.slice(before), [])
      },
    },
  ],
}
