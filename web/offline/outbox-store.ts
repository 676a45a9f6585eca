/** The outbox in the browser's database, which pages and the service worker share. */
import type { OutboxStore, Waiting } from '../coach/outbox.ts'

const table = 'answers'

/** Opened for each use: nothing is held while nothing waits, and deleting it is never blocked for long. */
export function deviceOutboxStore(): OutboxStore {
  return {
    list: () => use('readonly', (answers) => done<Waiting[]>(answers.getAll())),
    put: (posted) =>
      use('readwrite', async (answers) => {
        const waiting = (await done<Waiting[]>(answers.getAll())).find(
          (one) => one.userId === posted.userId && one.sessionId === posted.sessionId && one.promptIndex === posted.promptIndex,
        )
        await done(answers.put(waiting === undefined ? posted : { ...posted, id: waiting.id }))
      }),
    remove: (waiting) =>
      use('readwrite', async (answers) => {
        if (await isStill(answers, waiting)) await done(answers.delete(waiting.id))
      }),
    refuse: (waiting, refused) =>
      use('readwrite', async (answers) => {
        if (await isStill(answers, waiting)) await done(answers.put({ ...waiting, refused }))
      }),
    clear: (userId) =>
      use('readwrite', async (answers) => {
        const all = await done<Waiting[]>(answers.getAll())
        for (const one of all) if (userId === undefined || one.userId === userId) await done(answers.delete(one.id))
      }),
  }
}

async function isStill(answers: IDBObjectStore, { id, key }: Waiting): Promise<boolean> {
  return (await done<Waiting | undefined>(answers.get(id)))?.key === key
}

async function use<T>(mode: IDBTransactionMode, work: (answers: IDBObjectStore) => Promise<T>): Promise<T> {
  const opening = indexedDB.open('quint', 1)
  opening.onupgradeneeded = () => void opening.result.createObjectStore(table, { keyPath: 'id', autoIncrement: true })
  const database = await done(opening)
  try {
    const transaction = database.transaction(table, mode)
    const settled = new Promise<void>((resolve, reject) => {
      transaction.oncomplete = () => resolve()
      transaction.onabort = () => reject(transaction.error ?? new Error('the device refused to keep it'))
    })
    const [result] = await Promise.all([work(transaction.objectStore(table)), settled])
    return result
  } finally {
    database.close()
  }
}

function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error ?? new Error('the device refused to keep it'))
  })
}
