/** What pages want kept until somebody is there who keeps it: a page may be left before the worker is. */

type WishStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

export interface Wishes {
  add(addresses: readonly string[]): void
  /** All of them, the oldest first; they are nobody's wishes any more. */
  take(): readonly string[]
}

const name = 'quint.keep'
/** The oldest go first. */
const most = 60

/** @param storage of this tab; without one wishes are lost with their page. */
export function openWishes(storage: WishStorage | undefined): Wishes {
  let held: readonly string[] = []
  const all = (): readonly string[] => attempt(() => storage?.getItem(name)?.split('\n')) ?? held
  return {
    add(addresses) {
      held = [...new Set([...all(), ...addresses])].slice(-most)
      attempt(() => storage?.setItem(name, held.join('\n')))
    },
    take() {
      const wanted = all()
      held = []
      attempt(() => storage?.removeItem(name))
      return wanted
    },
  }
}

/** The wishes of this tab. */
export function tabWishes(): Wishes {
  return openWishes(attempt(() => window.sessionStorage))
}

function attempt<T>(work: () => T): T | undefined {
  try {
    return work()
  } catch {
    return undefined
  }
}
