/** Finds Chromium or installs it: from QUINT_BROWSER, the usual places, Debian's package as root, or Playwright's own download. */
import { existsSync } from 'node:fs'
import { run } from '../gate/command.ts'

const places = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]
/** The same engine without windows and extensions: a quarter less work for whoever needs neither. */
const shells = ['/usr/bin/chromium-headless-shell']

/** @returns the path of an executable; a shell is only as good as a whole browser for who needs no extension. */
export async function ensureBrowser(need: 'whole' | 'shell' = 'shell'): Promise<string> {
  const known = findBrowser(need)
  if (known !== undefined) return known
  console.log('Installing Chromium for the browser tests (once) …')
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    await run(['apt-get', 'update', '-qq'])
    for (const name of ['chromium', 'chromium-headless-shell'])
      await run(['apt-get', 'install', '-y', '-qq', '--no-install-recommends', name], { env: { DEBIAN_FRONTEND: 'noninteractive' } })
    const installed = findBrowser(need)
    if (installed !== undefined) return installed
  }
  const downloaded = await run(['playwright-core', 'install', 'chromium'], { show: true })
  const { chromium } = await import('playwright-core')
  if (downloaded.code === 0 && existsSync(chromium.executablePath())) return chromium.executablePath()
  throw new Error('No browser: install Chromium or Chrome and set QUINT_BROWSER to its path.')
}

/** One that is named is the one for all. */
function findBrowser(need: 'whole' | 'shell'): string | undefined {
  return [process.env.QUINT_BROWSER ?? '', ...(need === 'shell' ? shells : []), ...places].find((place) => place !== '' && existsSync(place))
}

/** Headless, no outside traffic: every name but loopback fails to resolve. */
export const browserFlags: readonly string[] = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
]
