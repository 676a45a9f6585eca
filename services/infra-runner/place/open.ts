/** The place that the settings name, for designs or for nodes of the lab: each has namespaces of its own. */
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
