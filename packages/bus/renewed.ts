/** Connections that end: clients made again after they failed, and work that is no longer waited for. */

export interface Client {
  connect(): Promise<void>
  disconnect(): Promise<void>
}

export interface Renewed<Kind extends Client> extends AsyncDisposable {
  use<T>(work: (client: Kind) => Promise<T>): Promise<T>
}

/** Opens at the first use; after a failure the next use opens another: a broker that was lost leaves some clients useless. */
export function renewed<Kind extends Client>(make: () => Kind): Renewed<Kind> {
  let current: Promise<Kind> | undefined
  const open = async (): Promise<Kind> => {
    const client = make()
    await client.connect()
    return client
  }
  const close = (client: Promise<Kind>): Promise<void> => client.then((opened) => opened.disconnect()).catch(() => undefined)
  return {
    async use(work) {
      current ??= open()
      const mine = current
      try {
        return await work(await mine)
      } catch (error) {
        if (current === mine) current = undefined
        await Promise.race([close(mine), undefined])
        throw error
      }
    },
    async [Symbol.asyncDispose]() {
      if (current !== undefined) await close(current)
    },
  }
}

/** The work goes on; its caller no longer waits once the signal is aborted. */
export async function orAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>()
  const stopped = (): void => reject(signal.reason)
  if (signal.aborted) stopped()
  signal.addEventListener('abort', stopped, { once: true })
  try {
    return await Promise.race([work, promise])
  } finally {
    work.catch(() => undefined)
    promise.catch(() => undefined)
    signal.removeEventListener('abort', stopped)
  }
}
