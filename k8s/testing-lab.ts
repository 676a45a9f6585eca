/** Opens a ground for nodes of the lab on a cluster and starts them: a runner of its own for tests that kill it. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { apiServer } from '@quint/infra-runner/place/api-server.ts'
import { accessTo } from '@quint/infra-runner/place/cluster.ts'
import { kubernetesPlace } from '@quint/infra-runner/place/kubernetes.ts'
import { openLabGround } from '@quint/infra-runner/place/lab-ground.ts'
import { silentLog } from '@quint/runtime/log.ts'

const [kubeconfig = '', image = ''] = process.argv.slice(2)
const source = readFileSync(path.join(import.meta.dirname, '../services/infra-runner/lab/programs/javascript/echo.js'), 'utf8')
const api = apiServer(await accessTo(kubeconfig))
const furnishing = { image, runtimeClass: '', runnerNamespace: 'quint', databaseNetwork: '', databasePort: 5432 }
const placing = {
  place: kubernetesPlace({ api, prefix: 'quint-lab-', ...furnishing }),
  ...{ log: silentLog, bubblewrap: '', openWithinMs: 60_000, buildWithinMs: 60_000 },
}
const program = { language: 'javascript', style: 'maelstrom', source } as const
const launcher = await openLabGround({ program, nodes: 2, lastsMs: 600_000, signal: new AbortController().signal }, placing)
for (const id of ['n0', 'n1']) launcher.start(id, { lines: () => undefined, log: () => undefined, ended: () => undefined })
