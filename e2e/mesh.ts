/** The whole mesh with its built web app, and a browser in front of it. */
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { after } from 'node:test'
import { silentLog } from '@quint/runtime/log.ts'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { start } from '../quint.ts'
import { browserFlags, ensureBrowser } from './browser.ts'

export interface Visit extends AsyncDisposable {
  readonly page: Page
  readonly context: BrowserContext
  /** What the browser complained about: errors on the page and in its console, with the addresses that failed. */
  readonly complaints: readonly string[]
}

export interface Place extends AsyncDisposable {
  readonly url: string
  /** The superuser of its database. */
  readonly adminUrl: string
  visit(options?: VisitOptions): Promise<Visit>
}

export interface VisitOptions {
  readonly width?: number
  readonly height?: number
  readonly theme?: 'light' | 'dark'
  /** With the service worker, which is left out elsewhere: a story has no need of what it fetches beside it. */
  readonly installed?: boolean
}

/** Administrators of the common place, one for each story that needs one. */
export const bosses = { screens: 'boss-screens@example.org', watch: 'boss-watch@example.org' } as const

/** Which faults the common place plays on a design. */
export const designFaults: readonly string[] = ['replica-killed', 'zone-lost']

const commonEnvironment = {
  GATEWAY_ADMIN_EMAILS: Object.values(bosses).join(','),
  GATEWAY_REGISTRATIONS_PER_HOUR: '1000',
  // All stories come from one address.
  GATEWAY_ANONYMOUS_REQUESTS_PER_MINUTE: '100000',
  RUNNER_DESIGN_TRIAL_SECONDS: '280',
  RUNNER_DESIGN_FAULTS: designFaults.join(','),
}
let common: Promise<Place> | undefined

/** One for all stories of this process: each has learners of its own, and they share the public rooms. Closed after the last test. */
export function commonPlace(): Promise<Place> {
  common ??= openPlace(commonEnvironment).then((place) => {
    after(() => place[Symbol.asyncDispose]())
    return place
  })
  return common
}

export async function openPlace(environment: Readonly<Record<string, string>> = {}): Promise<Place> {
  await using owned = new AsyncDisposableStack()
  const folder = await mkdtemp(path.join(os.tmpdir(), 'quint-e2e-'))
  owned.defer(() => rm(folder, { recursive: true, force: true }))
  // What compilers keep for every program is made once for all meshes of a run of the tests.
  const settings = { RUNNER_CACHE_DIR: process.env.RUNNER_CACHE_DIR ?? '', ...environment }
  const signal = new AbortController().signal
  const quint = owned.use(await start({ folder, port: 0, signal, web: 'built', environment: settings, log: silentLog }))
  const browser = await chromium.launch({ executablePath: await ensureBrowser(), args: [...browserFlags] })
  owned.defer(() => browser.close())
  const rest = owned.move()
  return {
    url: quint.url,
    adminUrl: quint.adminUrl,
    visit: (options = {}) => visit(browser, quint.url, options),
    [Symbol.asyncDispose]: () => rest.disposeAsync(),
  }
}

async function visit(
  browser: Browser,
  baseURL: string,
  { width = 1280, height = 900, theme = 'light', installed = false }: VisitOptions,
): Promise<Visit> {
  const context = await browser.newContext({
    baseURL,
    viewport: { width, height },
    colorScheme: theme,
    reducedMotion: 'reduce',
    timezoneId: 'Europe/Berlin',
    serviceWorkers: installed ? 'allow' : 'block',
  })
  const page = await context.newPage()
  // A bound for what never comes, not a measure of speed.
  page.setDefaultTimeout(60_000)
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(`page: ${error.message}`))
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`console: ${message.text()} (${message.location().url})`)
  })
  return { page, context, complaints, [Symbol.asyncDispose]: () => context.close() }
}
