/** A browser with the built extension in it; the panel is opened as a page of its own, beside the tab it belongs to. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { type BrowserContext, chromium, type Page } from 'playwright-core'
import { build } from '../extension/build.ts'
import { browserFlags, ensureBrowser } from './browser.ts'

export interface ExtensionBrowser extends AsyncDisposable {
  readonly context: BrowserContext
  readonly id: string
  /** What the panel loads before it can be used, compressed. */
  readonly panelBytes: number
  /** What pages and panels complained about. */
  readonly complaints: string[]
  visit(address: string): Promise<Page>
  panelBeside(page: Page): Promise<Page>
  /** Presses the extension's button in the toolbar. @returns where the panel is that opens beside the page. */
  press(page: Page): Promise<string>
  options(): Promise<Page>
  /** Runs in a page of the extension. */
  evaluate<T>(script: string): Promise<T>
}

export interface ExtensionBrowserOptions {
  readonly flags: readonly string[]
  /** As if the learner had allowed it already: a headless browser cannot be asked. */
  readonly china?: boolean
}

interface Manifest {
  host_permissions: string[]
}

export async function openExtensionBrowser({ flags, china = false }: ExtensionBrowserOptions): Promise<ExtensionBrowser> {
  await using owned = new AsyncDisposableStack()
  const folder = await mkdtemp(path.join(os.tmpdir(), 'quint-extension-'))
  owned.defer(() => rm(folder, { recursive: true, force: true }))
  const built = await build(path.join(folder, 'quint'))
  if (china) {
    const file = path.join(built.folder, 'manifest.json')
    const manifest = JSON.parse(await readFile(file, 'utf8')) as Manifest
    manifest.host_permissions.push('https://leetcode.cn/*')
    await writeFile(file, JSON.stringify(manifest))
  }
  const own = browserFlags.filter((flag) => !flag.startsWith('--host-resolver-rules'))
  const context = await chromium.launchPersistentContext(path.join(folder, 'profile'), {
    executablePath: await ensureBrowser('whole'),
    headless: false,
    viewport: { width: 400, height: 900 },
    reducedMotion: 'reduce',
    ignoreHTTPSErrors: true,
    args: ['--headless=new', ...own, ...flags, `--disable-extensions-except=${built.folder}`, `--load-extension=${built.folder}`],
  })
  owned.defer(() => context.close())
  context.setDefaultTimeout(15_000)
  const complaints: string[] = []
  context.on('page', (page) => {
    page.on('pageerror', (error) => complaints.push(`page: ${error.message}`))
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(`console: ${message.text()} (${message.location().url})`)
    })
  })
  const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'))
  const id = new URL(worker.url()).host
  const desk = await context.newPage()
  await desk.goto(`chrome-extension://${id}/options.html`)
  const evaluate = <T>(script: string): Promise<T> => desk.evaluate<T>(script)
  const tabs = new WeakMap<Page, number>()
  const tabIds = (): Promise<readonly number[]> => evaluate('chrome.tabs.query({}).then((tabs) => tabs.map(({ id }) => id))')
  const rest = owned.move()
  return {
    context,
    id,
    panelBytes: built.panelBytes,
    complaints,
    evaluate,
    async visit(address) {
      const before = new Set(await tabIds())
      const page = await context.newPage()
      const tabId = (await tabIds()).find((known) => !before.has(known))
      if (tabId !== undefined) tabs.set(page, tabId)
      await page.goto(address)
      return page
    },
    async panelBeside(page) {
      const panel = await context.newPage()
      await panel.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
      await panel.goto(`chrome-extension://${id}/panel.html?tab=${tabs.get(page)}`)
      return panel
    },
    press: (page) => press(context, id, page),
    async options() {
      const page = await context.newPage()
      await page.goto(`chrome-extension://${id}/options.html`)
      return page
    },
    [Symbol.asyncDispose]: () => rest.disposeAsync(),
  }
}

interface Target {
  readonly targetId: string
  readonly type: string
  readonly url: string
}

/** The side panel is no page that Playwright knows: only the browser's own list of targets shows it. */
async function press(context: BrowserContext, id: string, page: Page): Promise<string> {
  const session = await context.browser()?.newBrowserCDPSession()
  if (session === undefined) throw new Error('the browser has no session of its own')
  const send = session.send.bind(session) as unknown as (method: string, parameters: object) => Promise<{ readonly targetInfos: readonly Target[] }>
  const list = async (): Promise<readonly Target[]> => (await send('Target.getTargets', { filter: [{}] })).targetInfos
  const known = new Set((await list()).map(({ targetId }) => targetId))
  const tab = (await list()).find(({ type, url }) => type === 'tab' && url === page.url())
  await send('Extensions.triggerAction', { id, targetId: tab?.targetId })
  for (;;) {
    const opened = (await list()).find(({ targetId, url }) => !known.has(targetId) && url.startsWith(`chrome-extension://${id}/panel.html`))
    if (opened !== undefined) return opened.url
  }
}
