/** S7: what answers forbid a browser, and whether what learners write ever runs in one. */
import assert from 'node:assert/strict'
import { type Browser, chromium } from 'playwright-core'
import { browserFlags, ensureBrowser } from '../../e2e/browser.ts'
import type { Manifest } from '../../k8s/manifest.ts'
import { render } from '../../k8s/render.ts'
import type { Row } from '../row.ts'
import { startSession } from '../session.ts'
import type { Learner } from '../visitor.ts'

const pages = ['/', '/signin', '/signup', '/reset', '/verify', '/coach', '/dashboard', '/sessions', '/events', '/nowhere']
const ours = ['/api/elements', '/api/auth/me', '/api/nowhere', '/docs', '/dev/mailbox', '/openapi.json', '/healthz']

/** The directives of a policy, by name. */
function policyOf(headers: Headers): ReadonlyMap<string, string> {
  const parts = (headers.get('content-security-policy') ?? '').split(';').map((part) => part.trim())
  return new Map(parts.map((part) => [part.split(' ')[0] ?? '', part]))
}

export const headers: Row = {
  id: 'S7',
  control: 'browser: content policy without inline script, no framing, no sniffing, HSTS at the ingress, nothing a learner writes runs',
  checks: [
    {
      holds: 'every page has a policy that lets only its own, freshly numbered scripts run, and lets nobody frame it',
      async attempt(stand) {
        const visitor = stand.visitor()
        const nonces = new Set<string>()
        for (const page of pages) {
          const answer = await visitor.send('GET', page, { headers: { cookie: 'quint_access=x' } })
          if (answer.status >= 300 && answer.status < 400) continue
          const policy = policyOf(answer.headers)
          const script = policy.get('script-src') ?? ''
          const nonce = /'nonce-([^']+)'/.exec(script)?.[1] ?? ''
          assert.ok(nonce.length >= 20, `${page}: ${script}`)
          assert.doesNotMatch(script, /unsafe|\*|https?:|data:/, page)
          assert.equal(policy.get('default-src'), "default-src 'none'", page)
          assert.equal(policy.get('frame-ancestors'), "frame-ancestors 'none'", page)
          assert.equal(policy.get('base-uri'), "base-uri 'none'", page)
          for (const [tag] of answer.text.matchAll(/<script\b[^>]*>/g)) assert.ok(tag.includes(`nonce="${nonce}"`), `${page}: ${tag}`)
          assert.doesNotMatch(answer.text, /\son\w+=["']|javascript:/i, page)
          nonces.add(nonce)
        }
        assert.ok(nonces.size >= 8, 'no number is used twice')
      },
    },
    {
      holds: 'every answer of the API and of the gateway’s own pages forbids scripts, framing, sniffing and caching, and does not say what serves it',
      async attempt(stand) {
        const visitor = stand.visitor()
        for (const place of ours) {
          const { headers: got } = await visitor.send('GET', place)
          const policy = policyOf(got)
          assert.equal(policy.get('default-src'), "default-src 'none'", place)
          assert.equal(policy.get('frame-ancestors'), "frame-ancestors 'none'", place)
          assert.equal(policy.get('script-src'), undefined, place)
          const expected = { 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer', 'cross-origin-opener-policy': 'same-origin' }
          for (const [name, value] of Object.entries(expected)) assert.equal(got.get(name), value, `${place}: ${name}`)
        }
        for (const place of [...ours, ...pages]) {
          const { headers: got } = await visitor.send('GET', place)
          assert.equal(got.get('x-powered-by'), null, place)
          assert.equal(got.get('server'), null, place)
          assert.equal(got.get('x-content-type-options'), 'nosniff', place)
          assert.match(got.get('cross-origin-opener-policy') ?? '', /same-origin/, place)
        }
        const mine = await (await stand.learner()).send('GET', '/api/user/dashboard')
        assert.match(mine.headers.get('cache-control') ?? '', /no-store|private/)
      },
    },
    {
      holds: 'what a learner writes is shown as text in Chromium: no element, no script, no request, no break of the policy',
      async attempt(stand) {
        const learner = await stand.learner()
        const sessionId = await hostileSession(learner, stand.trap.url)
        const before = stand.trap.caught.length
        const browser = await chromium.launch({ executablePath: await ensureBrowser(), args: [...browserFlags] })
        try {
          await visitPages(browser, { url: stand.url, learner, sessionId })
        } finally {
          await browser.close()
        }
        assert.deepEqual(stand.trap.caught.slice(before), [])
      },
    },
    {
      holds: 'the ingress of every overlay that faces learners speaks TLS 1.2 or later and asks browsers to stay with it for a year',
      async attempt() {
        for (const overlay of ['overlays/production', 'overlays/managed']) {
          const manifests = await render(overlay)
          const ingress = manifests.find(({ kind }) => kind === 'Ingress') as (Manifest & { spec: { tls?: readonly object[] } }) | undefined
          assert.ok((ingress?.spec.tls?.length ?? 0) > 0, overlay)
          const text = JSON.stringify(manifests.filter(({ kind }) => kind === 'Ingress' || kind === 'ConfigMap'))
          assert.match(text, /hsts":"true"/, overlay)
          assert.ok(Number(/hsts-max-age":"(\d+)"/.exec(text)?.[1] ?? 0) >= 31_536_000, overlay)
          assert.doesNotMatch(text, /TLSv1(\.[01])?[ "]/, overlay)
        }
      },
    },
  ],
}

async function hostileSession(learner: Learner, trapUrl: string): Promise<string> {
  const payload = `<img src="${trapUrl}/xss" onerror="window.owned=1"><script>window.owned=1</script><svg onload="window.owned=1">`
  const sessionId = await startSession(learner, {
    title: payload,
    statement: `${payload}\n![x](${trapUrl}/markdown)`,
    url: 'https://example.test/"><script>',
  })
  for (let promptIndex = 0; promptIndex < 3; promptIndex += 1)
    await learner.send('POST', '/api/session/respond', {
      body: {
        sessionId,
        promptIndex,
        responseText: `${payload} {{constructor.constructor('window.owned=1')()}} javascript:window.owned=1`,
        timeSpentSeconds: 1,
      },
    })
  await learner.send('PATCH', `/api/users/${learner.userId}`, { body: { displayName: payload.slice(0, 80) } })
  return sessionId
}

interface Visiting {
  readonly url: string
  readonly learner: Learner
  readonly sessionId: string
}

async function visitPages(browser: Browser, { url, learner, sessionId }: Visiting): Promise<void> {
  const context = await browser.newContext({ baseURL: url })
  await context.addCookies([{ name: 'quint_access', value: learner.accessToken, url, httpOnly: true, sameSite: 'Lax' }])
  const page = await context.newPage()
  const dialogs: string[] = []
  const broken: string[] = []
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message())
    void dialog.dismiss()
  })
  page.on('console', (message) => {
    if (/Content.Security.Policy/i.test(message.text())) broken.push(message.text())
  })
  for (const place of [`/sessions/${sessionId}`, `/coach/${sessionId}`, '/sessions', '/dashboard', '/settings']) {
    await page.goto(place, { waitUntil: 'networkidle' })
    if (place.endsWith(sessionId)) await page.getByText('window.owned=1').first().waitFor({ state: 'attached' })
    assert.equal(await page.evaluate('window.owned'), undefined, place)
    assert.equal(await page.locator('img[src*="/xss"], svg[onload]').count(), 0, place)
    assert.equal(await page.evaluate('document.cookie'), '', 'a script sees no cookie')
  }
  assert.deepEqual([dialogs, broken], [[], []])
}
