/** Leads to a page that is loaded anew. */

/** Whoever stopped it, or waits for a server that is silent, can press again after that. */
const mostMs = 20_000

/** Ends when this page is looked at again: until then what led away is not begun a second time. @returns false: it is still on its way. */
export async function leaveFor(address: string): Promise<boolean> {
  window.location.assign(address)
  return new Promise((resolve) => {
    window.addEventListener('pageshow', () => resolve(true), { once: true })
    setTimeout(() => resolve(false), mostMs)
  })
}
