/** Leads to a page that is loaded anew. */

/** Whoever stopped it, or waits for a server that is silent, can press again after that. */
const mostMs = 20_000
let departures = 0

/** What is on its way out is led nowhere else: its page is told "signed out" of what it asked for before. */
export const isLeaving = (): boolean => departures > 0

/** Ends when this page is looked at again: until then what led away is not begun a second time. @returns false: it is still on its way. */
export async function leaveFor(address: string): Promise<boolean> {
  return whileLeaving(async () => {
    window.location.assign(address)
    return new Promise((resolve) => {
      window.addEventListener('pageshow', () => resolve(true), { once: true })
      setTimeout(() => resolve(false), mostMs)
    })
  })
}

/** For what ends with {@link leaveFor}, and takes the learner's sign-in away before. */
export async function whileLeaving<T>(work: () => Promise<T>): Promise<T> {
  departures += 1
  try {
    return await work()
  } finally {
    departures -= 1
  }
}
