/** One connection beside its pool for everything of a database that listens or holds locks: a server's connections are its memory. */
import type { Database } from '@quint/db/database.ts'

type Client = Awaited<ReturnType<Database['listen']>>

export interface Standing {
  readonly client: Client
  /** Names that are held over this connection: for the server, whoever shares it is one holder. */
  readonly names: Set<string>
  /** Ends the connection when it was the last to use it, or, for all who do, when it is in doubt. */
  leave(inDoubt: boolean): Promise<void>
}

interface Shared {
  readonly connecting: Promise<Client>
  readonly names: Set<string>
  users: number
}

const connections = new WeakMap<object, Shared>()

/** @throws when the database cannot be reached; who shares it is told of its end by the client's events. */
export async function standOn(database: Pick<Database, 'listen'>): Promise<Standing> {
  const shared = connections.get(database) ?? connect(database)
  shared.users += 1
  const forget = (): void => {
    if (connections.get(database) === shared) connections.delete(database)
  }
  const client = await shared.connecting.catch((error: unknown) => {
    forget()
    throw error
  })
  client.once('end', forget)
  return {
    client,
    names: shared.names,
    async leave(inDoubt) {
      client.off('end', forget)
      shared.users -= 1
      if (shared.users > 0 && !inDoubt) return
      forget()
      await client.end().catch(() => undefined)
    },
  }
}

function connect(database: Pick<Database, 'listen'>): Shared {
  const connecting = database.listen().then((client) => client.setMaxListeners(0))
  const shared = { connecting, names: new Set<string>(), users: 0 }
  connections.set(database, shared)
  return shared
}
