/** What a connection is entering: whoever comes back may say something in the same breath, before it is known again where they are. */

export interface Beginnings {
  /** @param id of what is entered. */
  run<T>(id: string, begin: () => Promise<T>): Promise<T>
  /** Resolves once nothing is being entered, also when that failed. */
  over(id: string): Promise<void>
}

export function openBeginnings(): Beginnings {
  const underWay = new Map<string, Promise<unknown>>()
  return {
    async run(id, begin) {
      const begun = begin()
      const over = begun
        .catch(() => undefined)
        .then(() => {
          if (underWay.get(id) === over) underWay.delete(id)
        })
      underWay.set(id, over)
      return begun
    },
    over: async (id) => void (await underWay.get(id)),
  }
}
