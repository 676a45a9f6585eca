/** R21: the provider that people sign in with hangs, is down, and breaks off in the middle: everyone is told in time, the others notice nothing, and it is asked again. */
import { testBrowser } from '../../gateway/identity/oauth/testing-browser.ts'
import { testGoogle } from '../../gateway/identity/oauth/testing-google.ts'
import type { Spoiled } from '../../gateway/identity/oauth/testing-server.ts'
import { openCounts } from '../asking.ts'
import { readMany } from '../latency.ts'
import { signUp } from '../learner.ts'
import { openMesh } from '../mesh.ts'
import { play } from '../scene.ts'

const deadlineMs = 2000
const visitors = 12
const troubles: readonly (readonly [path: string, how: Spoiled])[] = [
  ['/.well-known/openid-configuration', 'hangs'],
  ['/.well-known/openid-configuration', 'unavailable'],
  ['/token', 'hangs'],
  ['/token', 'stalls'],
  ['/token', 'breaks'],
]

await play(async (scene) => {
  await using google = await testGoogle()
  const environment = { ...google.environment, GATEWAY_PROVIDER_DEADLINE_MS: String(deadlineMs) }
  await using mesh = await openMesh(scene, { consumer: false, environment })
  google.serve(mesh.url)
  for (let n = 0; n < visitors; n += 1) google.accounts.set(`visitor${n}`, { email: `visitor${n}@example.com`, email_verified: true, name: 'Ada' })
  const counts = openCounts()
  const learner = await signUp({ url: mesh.url, number: 1, auditor: mesh.auditor, counts, signal: AbortSignal.timeout(300_000) })
  const isPage = (url: URL): boolean => url.origin === mesh.url && !url.pathname.startsWith('/api/')
  /** Through the provider's page. @returns where it ends. */
  const visit = async (number: number): Promise<URL> => {
    const browser = testBrowser()
    const page = await browser.go(`${mesh.url}/api/auth/oauth/google/start`, isPage)
    return page.status === 0 ? page.url : (await browser.submit(page, { account: `visitor${number}` }, isPage)).url
  }
  let slowestMs = 0
  const timed = async (number: number): Promise<URL> => {
    const begun = performance.now()
    const landed = await visit(number)
    slowestMs = Math.max(slowestMs, performance.now() - begun)
    return landed
  }
  let untold = 0
  for (const [at, [path, how]] of troubles.entries()) {
    google.spoil(path, how)
    const trying = Promise.all(Array.from({ length: visitors }, (_, number) => timed(number)))
    await readMany({ url: mesh.url, token: learner.token(), routes: ['/api/auth/me', '/api/user/sessions'], count: 100, counts })
    await signUp({
      url: mesh.url,
      number: 2 + at,
      auditor: mesh.auditor,
      counts,
      signal: AbortSignal.timeout(60_000),
    })
    untold += (await trying).filter((url) => url.pathname !== '/signin' || url.searchParams.get('problem') !== 'away').length
    google.spoil(path, undefined)
  }
  const after = await Promise.all(Array.from({ length: visitors }, (_, number) => visit(number)))
  scene.must(untold === 0, `${untold} visitors were not told that the provider is away`)
  scene.must(slowestMs < 3 * deadlineMs, `somebody waited ${Math.round(slowestMs)} ms, with a deadline of ${deadlineMs} ms`)
  scene.must(
    after.every(({ pathname }) => pathname === '/dashboard'),
    `once it was back, visitors landed at ${[...new Set(after.map(({ pathname }) => pathname))].join(', ')}`,
  )
  scene.must(counts.of((status) => status === 0 || status >= 500) === 0, `the others had ${counts.inWords()}`)
  scene.tell(
    `${visitors * troubles.length} sign-ins while the provider hung, was down, stalled and broke off: all told, the slowest after ${Math.round(slowestMs)} ms; ${counts.inWords()} of the others meanwhile; all ${visitors} got in once it was back`,
  )
})
