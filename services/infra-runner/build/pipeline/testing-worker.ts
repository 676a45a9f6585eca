/** A worker in a process of its own that kills itself at a named place, the first time it comes there: see pipeline.test.ts. */
import { openDatabase } from '@quint/db/database.ts'
import { startWorkers } from '@quint/jobs/worker.ts'
import { silentLog } from '@quint/runtime/log.ts'
import { openQueue } from '../../queue.ts'
import { asked } from '../submission/testing.ts'
import { openBudget } from './budget.ts'
import { designKind } from './pipeline.ts'
import { openProvisioning } from './provisioning.ts'

const [, , url = '', adminUrl = '', folder = '', killAt = ''] = process.argv
const die = (place: string): void => {
  if (place === killAt) process.kill(process.pid, 'SIGKILL')
}
const provisioning = openProvisioning({ folder, databaseUrl: adminUrl })
const database = openDatabase({ url })
const kind = designKind({
  database,
  provisioning: {
    ...provisioning,
    async open() {
      const provisioner = await provisioning.open()
      return {
        ...provisioner,
        async deploy(plan, placed) {
          const deploying = provisioner.deploy(plan, placed)
          if (killAt === 'starting') setImmediate(die, 'starting')
          const deployed = await deploying
          die('deployed')
          return deployed
        },
      }
    },
  },
  budget: openBudget({ processes: 96, connections: 100 }),
  turns: openQueue({ concurrent: 1, perLearner: 1, mostWaiting: 10 }),
  async *runTrial(deployment) {
    yield await asked(deployment)
    die('trying')
  },
  faults: new Set(),
  trialMs: 10_000,
  atOnce: 1,
  mostPerLearner: 1,
})
startWorkers({ database, log: silentLog, kinds: [kind], leaseSeconds: 2, beatMs: 200, pollMs: 200 })
// Until it is killed.
setInterval(() => undefined, 60_000)
