/** Counts what reaches the database for one learner, from whichever service of this process. */
import pg from 'pg'

export interface StatementCount extends Disposable {
  /** Statements in transactions of the learner since the count was opened or last taken, without what begins and ends them. */
  take(): number
}

interface Query {
  readonly text?: string
}

/** Until it is disposed every connection of the process is watched. */
export function countStatements(userId: string): StatementCount {
  const plain = pg.Client.prototype.query
  const theirs = new WeakSet<pg.Client>()
  let count = 0
  const see = (client: pg.Client, query: Query | string): void => {
    const { text = '' } = typeof query === 'string' ? { text: query } : query
    if (text.startsWith('begin')) {
      if (text.includes(userId)) theirs.add(client)
      else theirs.delete(client)
    } else if (theirs.has(client)) {
      if (/^(commit|rollback)/.test(text)) theirs.delete(client)
      else count += 1
    }
  }
  const watched = function (this: pg.Client, ...args: Parameters<typeof plain>) {
    see(this, args[0] as Query | string)
    return plain.apply(this, args)
  }
  pg.Client.prototype.query = watched as typeof plain
  return {
    take() {
      const taken = count
      count = 0
      return taken
    },
    [Symbol.dispose]() {
      pg.Client.prototype.query = plain
    },
  }
}
