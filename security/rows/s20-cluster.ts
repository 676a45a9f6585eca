/** S20: pods may do what their work needs and nothing else. */
import assert from 'node:assert/strict'
import { containersOf, type Manifest, type PodSpec, workloads } from '../../k8s/manifest.ts'
import { judge } from '../../k8s/policy/judge.ts'
import { programs } from '../../k8s/programs.ts'
import { render } from '../../k8s/render.ts'
import type { Row } from '../row.ts'

const overlays = ['local', 'production', 'managed']

interface PodSecurity {
  readonly runAsNonRoot?: boolean
  readonly runAsUser?: number
  readonly seccompProfile?: { readonly type: string }
}

interface Role extends Manifest {
  readonly rules?: readonly { readonly verbs: readonly string[]; readonly resources?: readonly string[] }[]
}

/** Read from the standard itself (Pod Security, restricted) and not from our policies. */
function faultsOf(pod: PodSpec, local: boolean): readonly string[] {
  const { securityContext = {}, volumes = [] } = pod as PodSpec & { securityContext?: PodSecurity; volumes?: readonly Record<string, unknown>[] }
  const faults: string[] = []
  const must = (fits: boolean, fault: string): void => void (fits || faults.push(fault))
  must(securityContext.runAsNonRoot === true && securityContext.runAsUser !== 0, 'may be root')
  must(securityContext.seccompProfile?.type === 'RuntimeDefault', 'makes any system call')
  must(!pod.hostNetwork && !pod.hostPID && !pod.hostIPC, 'is on the host')
  must(!volumes.some((volume) => 'hostPath' in volume), 'mounts the host')
  for (const { name, securityContext: own = {}, resources, image } of containersOf(pod)) {
    must(own.allowPrivilegeEscalation === false, `${name} may gain rights`)
    must(own.privileged !== true, `${name} is privileged`)
    must(own.readOnlyRootFilesystem === true, `${name} writes its own files`)
    must(own.capabilities?.drop?.includes('ALL') === true && (own.capabilities.add ?? []).length === 0, `${name} keeps capabilities`)
    must(resources?.limits?.memory !== undefined && resources.requests?.cpu !== undefined, `${name} takes what it likes`)
    must(local || (!/:latest$/.test(image) && /[:@]/.test(image)), `${name} runs whatever is newest`)
  }
  return faults
}

export const cluster: Row = {
  id: 'S20',
  control: 'cluster: Pod Security restricted, no rights, no token, read-only, bounded; policies of k8s/ kept by every overlay',
  checks: [
    ...overlays.map((overlay) => ({
      holds: `every pod of the overlay ${overlay} meets the standard, its namespace enforces it, and no token of the cluster does more than look`,
      async attempt() {
        const manifests = await render(`overlays/${overlay}`)
        const pods = workloads(manifests)
        assert.ok(pods.length >= 4)
        for (const { name, pod } of pods) assert.deepEqual(faultsOf(pod, overlay === 'local'), [], name)
        for (const { kind, metadata } of manifests)
          if (kind === 'Namespace') assert.equal(metadata.labels?.['pod-security.kubernetes.io/enforce'], 'restricted', metadata.name)
        const holders = pods.filter(({ pod }) => pod.automountServiceAccountToken !== false).map(({ name }) => name)
        assert.ok(
          holders.every((name) => name === 'prometheus'),
          `${holders} hold a token of the cluster`,
        )
        for (const { metadata, rules = [] } of manifests.filter(({ kind }) => /^(Cluster)?Role$/.test(kind)) as readonly Role[])
          for (const { verbs, resources = [] } of rules) {
            assert.deepEqual(
              verbs.filter((verb) => !['get', 'list', 'watch'].includes(verb)),
              [],
              metadata.name,
            )
            assert.ok(!resources.some((resource) => /secrets|\*|exec|proxy/.test(resource)), metadata.name)
          }
        assert.deepEqual(judge(manifests, programs, overlay === 'local'), [])
      },
    })),
    {
      holds:
        'where there are several kinds of nodes, learners’ code has its own, with a runtime class of its own, and nothing else of the mesh is there',
      async attempt() {
        for (const overlay of ['production', 'managed']) {
          const pods = workloads(await render(`overlays/${overlay}`))
          const apart = pods.filter(({ pod }) => pod.runtimeClassName !== undefined)
          assert.deepEqual(
            apart.map(({ name }) => name),
            ['runner'],
          )
          const [nodes] = apart.map(({ pod }) => JSON.stringify(pod.nodeSelector))
          assert.ok(nodes !== undefined)
          assert.equal(pods.filter(({ pod }) => JSON.stringify(pod.nodeSelector) === nodes).length, 1)
        }
      },
    },
  ],
}
