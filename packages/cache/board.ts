/** The port to a notice board: short texts under a topic, numbered, told to whoever watches, and up for some minutes for whoever comes back. */

export interface Notice {
  /** Grows by one within a topic. */
  readonly seq: number
  readonly text: string
}

export interface Board {
  /** Never throws: a board that is away tells at least who watches in this process. */
  post(topic: string, text: string): Promise<void>
  /** What is still up after that number. Never throws: of a board that is away nothing is known. */
  after(topic: string, seq: number): Promise<readonly Notice[]>
  /** Tells of everything that is put up from now on, by any process; perhaps of one twice. */
  watch(topic: string, tell: (notice: Notice) => void): Disposable
}

export interface BoardOptions {
  /** One of a few, for operators. */
  readonly name: string
  /** How long a notice is up after the last one of its topic. */
  readonly ttlMs: number
}

/** Of one topic; the oldest goes first. */
export const mostNotices = 100

interface Column {
  seq: number
  until: number
  notices: readonly Notice[]
}

/** A board of this process alone. */
export function memoryBoard({ ttlMs, now = Date.now }: BoardOptions & { readonly now?: () => number }): Board {
  const columns = new Map<string, Column>()
  const readers = openReaders()
  const sweep = (): void => {
    // In the order of their last notice.
    for (const [topic, { until }] of columns) {
      if (until > now()) break
      columns.delete(topic)
    }
  }
  return {
    async post(topic, text) {
      sweep()
      const before = columns.get(topic) ?? { seq: 0, notices: [] }
      const notice = { seq: before.seq + 1, text }
      columns.delete(topic)
      columns.set(topic, { seq: notice.seq, until: now() + ttlMs, notices: [...before.notices, notice].slice(-mostNotices) })
      readers.tell(topic, notice)
    },
    async after(topic, seq) {
      sweep()
      return columns.get(topic)?.notices.filter((notice) => notice.seq > seq) ?? []
    },
    watch: readers.watch,
  }
}

export interface Readers {
  tell(topic: string, notice: Notice): void
  watch(topic: string, tell: (notice: Notice) => void): Disposable
}

/** Who watches in this process. */
export function openReaders(): Readers {
  const readers = new Map<string, Set<(notice: Notice) => void>>()
  return {
    tell(topic, notice) {
      for (const reader of readers.get(topic) ?? []) reader(notice)
    },
    watch(topic, tell) {
      const told = readers.get(topic) ?? new Set()
      readers.set(topic, told.add(tell))
      return {
        [Symbol.dispose]() {
          told.delete(tell)
          if (told.size === 0 && readers.get(topic) === told) readers.delete(topic)
        },
      }
    },
  }
}
