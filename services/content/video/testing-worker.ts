/** A worker in a process of its own that kills itself at a named place, the first time it comes there: see pipeline.test.ts. */
import path from 'node:path'
import { openDatabase } from '@quint/db/database.ts'
import { startWorkers } from '@quint/jobs/worker.ts'
import { silentLog } from '@quint/runtime/log.ts'
import { folderStorage } from '@quint/storage/folder.ts'
import { offlineAuthor } from '../author/offline.ts'
import { quickPress } from '../testing-press.ts'
import { videoKind } from './pipeline.ts'

const [, , url = '', folder = '', killAt = ''] = process.argv
const die = (place: string): void => {
  if (place === killAt) process.kill(process.pid, 'SIGKILL')
}
const database = openDatabase({ url })
const files = folderStorage(path.join(folder, 'videos'))
const press = quickPress()
let put = 0
const kind = videoKind({
  database,
  workFolder: path.join(folder, 'work'),
  atOnce: 1,
  author: {
    async write(wish, signal) {
      die('script')
      return offlineAuthor.write(wish, signal)
    },
  },
  press: {
    async print(order) {
      die(order.out === '' ? 'render' : 'join')
      await press.print(order)
      die(order.out === '' ? 'rendered' : 'joined')
    },
  },
  storage: {
    ...files,
    async put(...given) {
      put += 1
      if (put === 3) die('store')
      await files.put(...given)
    },
  },
})
startWorkers({ database, log: silentLog, kinds: [kind], leaseSeconds: 2, beatMs: 200, pollMs: 100 })
