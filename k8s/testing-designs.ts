/** Deploys a design on a cluster and says so: a runner of its own for tests that kill it. */
import { blueprintFrom } from '@quint/infra-runner/build/blueprint/read.ts'
import { toLocalPlan } from '@quint/infra-runner/build/derive/local-plan.ts'
import { urlShortener } from '@quint/infra-runner/build/packs/url-shortener.ts'
import { placeProvisioner } from '@quint/infra-runner/build/place-provisioner.ts'
import { apiServer } from '@quint/infra-runner/place/api-server.ts'
import { accessTo } from '@quint/infra-runner/place/cluster.ts'
import { kubernetesPlace } from '@quint/infra-runner/place/kubernetes.ts'

const [kubeconfig = '', adminUrl = '', namespace = '', image = ''] = process.argv.slice(2)
const read = blueprintFrom(urlShortener.good)
if (read.kind !== 'read') throw new Error('the pack is malformed')
const api = apiServer(await accessTo(kubeconfig))
const furnishing = { image, runtimeClass: '', runnerNamespace: 'quint', databaseNetwork: '', databasePort: 5432 }
const provisioner = placeProvisioner({ place: kubernetesPlace({ api, prefix: 'quint-design-', ...furnishing }), adminUrl })
await provisioner.deploy(toLocalPlan(read.value), { namespace, expiresAt: Date.now() + 600_000 })
process.stdout.write('deployed\n')
