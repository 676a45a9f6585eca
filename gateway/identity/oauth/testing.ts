/** A gateway with both providers beside it, and a learner's browser in front. */
import { testGateway } from '../../testing.ts'
import { type Page, type TestBrowser, testBrowser } from './testing-browser.ts'
import { type TestGitHub, testGitHub } from './testing-github.ts'
import { type TestGoogle, testGoogle } from './testing-google.ts'

type Gateway = Awaited<ReturnType<typeof testGateway>>

export interface SignInPlace extends AsyncDisposable {
  readonly gateway: Gateway
  readonly google: TestGoogle
  readonly github: TestGitHub
  browser(): TestBrowser
  /** Through the provider's page; ends where the gateway sends the browser. */
  signIn(browser: TestBrowser, account: string, options?: Partial<Journey>): Promise<URL>
  /** As far as the address that the provider sends the browser to. */
  comeBack(browser: TestBrowser, account: string, options?: Partial<Journey>): Promise<URL>
}

export interface Journey {
  readonly provider: 'google' | 'github'
  readonly next: string
  readonly answer: 'yes' | 'no'
}

export interface PlaceOptions {
  readonly environment?: Readonly<Record<string, string>>
  readonly smallTokens?: boolean
  /** By which codes of authenticator apps are judged; milliseconds since the epoch. */
  readonly now?: () => number
}

export async function signInPlace({ environment = {}, smallTokens = false, now = Date.now }: PlaceOptions = {}): Promise<SignInPlace> {
  await using owned = new AsyncDisposableStack()
  const google = owned.use(await testGoogle({ smallTokens }))
  const github = owned.use(await testGitHub())
  const gateway = owned.use(await testGateway({ environment: { ...google.environment, ...github.environment, ...environment }, now }))
  google.serve(gateway.url)
  const isPage = (url: URL): boolean => url.origin === gateway.url && !url.pathname.startsWith('/api/')
  const isBack = (url: URL): boolean => url.origin === gateway.url
  const go = async (browser: TestBrowser, { account, until, provider = 'google', next, answer = 'yes' }: Going): Promise<URL> => {
    const query = next === undefined ? '' : `?${new URLSearchParams({ next })}`
    const page: Page = await browser.go(`${gateway.url}/api/auth/oauth/${provider}/start${query}`, until)
    return page.status === 0 ? page.url : (await browser.submit(page, { account, answer }, until)).url
  }
  const rest = owned.move()
  return {
    gateway,
    google,
    github,
    browser: testBrowser,
    signIn: (browser, account, options = {}) => go(browser, { ...options, account, until: isPage }),
    comeBack: (browser, account, options = {}) => go(browser, { ...options, account, until: isBack }),
    [Symbol.asyncDispose]: () => rest.disposeAsync(),
  }
}

interface Going extends Partial<Journey> {
  readonly account: string
  readonly until: (url: URL) => boolean
}

/** Whom a browser is signed in as, by its cookies. */
export async function whoIs(
  browser: TestBrowser,
  gatewayUrl: string,
): Promise<{ readonly email: string; readonly emailVerified: boolean; readonly displayName: string; readonly id: string } | undefined> {
  const response = await browser.api('GET', `${gatewayUrl}/api/auth/me`)
  if (response.status !== 200) return undefined
  return ((await response.json()) as { user: { id: string; email: string; emailVerified: boolean; displayName: string } }).user
}
