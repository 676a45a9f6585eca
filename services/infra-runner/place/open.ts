/** The place that the settings name, for designs or for nodes of the lab: each has namespaces of its own. */
import path from 'node:path'
import { claimFolder } from '@quint/runtime/claim.ts'
import type { RunnerConfig } from '../config.ts'
import type { Place } from './place.ts'

/** What the settings must say before anything can be opened. @throws in words for whoever set them. */
export function checkPlaceSettings({ RUNNER_PLACE_IMAGE: image, RUNNER_PLACE_DATABASE_NETWORK: network }: PlaceSettings): void {
  if (!/@sha256:[0-9a-f]{64}$/.test(image)) throw new Error('configuration:\n  RUNNER_PLACE_IMAGE must name an image by its digest (…@sha256:…)')
  if (network !== '' && !/^[0-9a-f.:]+\/\d{1,3}$/.test(network))
    throw new Error('configuration:\n  RUNNER_PLACE_DATABASE_NETWORK must be a network such as 10.20.0.0/24')
}

type PlaceSettings = Pick<
  RunnerConfig,
  | 'RUNNER_PLACE_IMAGE'
  | 'RUNNER_PLACE_RUNTIME_CLASS'
  | 'RUNNER_PLACE_KUBECONFIG'
  | 'RUNNER_PLACE_NAMESPACE'
  | 'RUNNER_PLACE_DATABASE_NETWORK'
  | 'RUNNER_PLACE_OPEN_SECONDS'
  | 'RUNNER_DESIGN_DATABASE_URL'
>

/** @param uses begins the names of its namespaces, which what is allowed in a cluster goes by. */
export async function openKubernetes(config: PlaceSettings, uses: 'design' | 'lab'): Promise<Place & Disposable> {
  checkPlaceSettings(config)
  // Who has no cluster has nothing of it in memory.
  const [{ apiServer }, { accessTo }, { kubernetesPlace }] = await Promise.all([
    import('./api-server.ts'),
    import('./cluster.ts'),
    import('./kubernetes.ts'),
  ])
  const api = apiServer(await accessTo(config.RUNNER_PLACE_KUBECONFIG))
  const place = kubernetesPlace({
    api,
    prefix: `quint-${uses}-`,
    image: config.RUNNER_PLACE_IMAGE,
    runtimeClass: config.RUNNER_PLACE_RUNTIME_CLASS === 'off' ? '' : config.RUNNER_PLACE_RUNTIME_CLASS,
    runnerNamespace: config.RUNNER_PLACE_NAMESPACE,
    databaseNetwork: config.RUNNER_PLACE_DATABASE_NETWORK,
    databasePort: portOf(config.RUNNER_DESIGN_DATABASE_URL),
    openMs: config.RUNNER_PLACE_OPEN_SECONDS * 1000,
  })
  return { ...place, [Symbol.dispose]: () => api[Symbol.dispose]() }
}

function portOf(databaseUrl: string): number {
  return databaseUrl === '' ? 5432 : Number(new URL(databaseUrl).port || 5432)
}

/**
 * Nodes of the lab on machines that Terraform makes; one process of a machine has their folder, as each takes what it has not opened for left by a dead one.
 * @param environment where what the module's providers read is. @throws in words for whoever set it.
 */
export async function openTerraform(config: TerraformSettings, environment: NodeJS.ProcessEnv = process.env): Promise<Place & AsyncDisposable> {
  const [{ terraformPlace }, { localModule, secretsIn, variablesOf }, { isThere }] = await Promise.all([
    import('./terraform/place.ts'),
    import('./terraform/module.ts'),
    import('../terraform/program.ts'),
  ])
  const binary = config.RUNNER_LAB_TERRAFORM
  if (!(await isThere(binary))) throw new Error(`configuration:\n  RUNNER_LAB_TERRAFORM must be a terraform or tofu that works; ${binary} does not`)
  const named = config.RUNNER_LAB_TERRAFORM_ENVIRONMENT.map((name) => [name, environment[name] ?? ''] as const)
  const missing = named.filter(([, value]) => value === '').map(([name]) => name)
  if (missing.length > 0) throw new Error(`configuration:\n  RUNNER_LAB_TERRAFORM_ENVIRONMENT names what is not set: ${missing.join(', ')}`)
  const source = sourceOf(config.RUNNER_LAB_TERRAFORM_MODULE)
  const variables = variablesOf(config.RUNNER_LAB_TERRAFORM_VARIABLES)
  const secrets = [...named.map(([, value]) => value), ...secretsIn(variables)]
  const own = { source, variables, environment: Object.fromEntries(named), secrets }
  const folder = path.resolve(config.RUNNER_LAB_TERRAFORM_DIR)
  const claimed = claimFolder(folder, 'RUNNER_LAB_TERRAFORM_DIR')
  const place = terraformPlace({
    binary,
    folder,
    module: source === '' ? localModule : own,
    image: config.RUNNER_PLACE_IMAGE,
    plugins: config.RUNNER_LAB_TERRAFORM_PLUGINS,
    openMs: config.RUNNER_PLACE_OPEN_SECONDS * 1000,
  })
  return {
    ...place,
    async [Symbol.asyncDispose]() {
      using _claimed = claimed
      await place[Symbol.asyncDispose]()
    },
  }
}

type TerraformSettings = Pick<
  RunnerConfig,
  | 'RUNNER_LAB_TERRAFORM'
  | 'RUNNER_LAB_TERRAFORM_MODULE'
  | 'RUNNER_LAB_TERRAFORM_VARIABLES'
  | 'RUNNER_LAB_TERRAFORM_ENVIRONMENT'
  | 'RUNNER_LAB_TERRAFORM_PLUGINS'
  | 'RUNNER_LAB_TERRAFORM_DIR'
  | 'RUNNER_PLACE_IMAGE'
  | 'RUNNER_PLACE_OPEN_SECONDS'
>

/** Each ground has a folder of its own, and is not where the runner was started. */
function sourceOf(setting: string): string {
  return /^\.{0,2}\//.test(setting) ? path.resolve(setting) : setting
}
