/** How to reach the cluster: by the account of the pod that this runs in, or by a file as kubectl has one. */
import type { Access } from './api-server.ts'

/** @param kubeconfig name of a file; empty: the account that the cluster gave this pod. */
export async function accessTo(kubeconfig: string): Promise<Access> {
  // Loaded by whoever has a cluster.
  const { KubeConfig } = await import('@kubernetes/client-node')
  const config = new KubeConfig()
  if (kubeconfig === '' && (process.env.KUBERNETES_SERVICE_HOST ?? '') === '')
    throw new Error('this is no pod of a cluster: RUNNER_PLACE_KUBECONFIG names one')
  if (kubeconfig === '') config.loadFromCluster()
  else config.loadFromFile(kubeconfig)
  const cluster = config.getCurrentCluster()
  if (cluster === null) throw new Error('the settings of the cluster name none')
  return { server: cluster.server.replace(/\/+$/, ''), apply: (options) => config.applyToHTTPSOptions(options) }
}
