/** What a device keeps for the time without a network, but for the static parts. */
import { eventually } from '@quint/runtime/eventually.ts'
import type { Page } from 'playwright-core'

const everythingKept = `(async () => {
  const found = []
  for (const name of await caches.keys()) {
    const cache = await caches.open(name)
    for (const request of await cache.keys()) found.push([request.url.slice(location.origin.length), (await (await cache.match(request))?.text()) ?? ''])
  }
  return found.filter(([address]) => !address.startsWith('/_next/'))
})()`

/** Address and text of each. */
export function keptOn(page: Page): Promise<[string, string][]> {
  return page.evaluate<[string, string][]>(everythingKept)
}

export async function untilKept(page: Page, ...addresses: readonly string[]): Promise<void> {
  // The cache tells nobody when something is put into it.
  await eventually(async () => {
    const found = (await keptOn(page)).map(([address]) => address)
    return addresses.every((address) => found.includes(address))
  })
}
