/** What runs learners' code says so, and is alone: on nodes of its own, in a runtime class of its own, reached and reaching as its policy says. */
import { containersOf, type Manifest, type PodSpec, type Workload, workloads } from '../manifest.ts'

const label = 'quint.dev/runs-learners-code'
/** Whoever has this program compiles and runs what learners write. */
const program = 'services/infra-runner/main.ts'

export function judgeLearnersCode(manifests: readonly Manifest[]): readonly string[] {
  const all = workloads(manifests)
  const running = all.filter(({ labels }) => labels[label] === 'true')
  return [
    ...all.filter((workload) => !running.includes(workload)).flatMap((workload) => judgeOther(workload, running)),
    ...running.flatMap(judgeRunning),
  ]
}

function judgeRunning({ name, pod }: Workload): string[] {
  const problems: string[] = []
  if (pod.runtimeClassName === undefined || pod.nodeSelector === undefined) problems.push('without a runtime class and nodes of its own')
  if (!toleratesItsNodes(pod)) problems.push('and is not let onto its nodes, which take nobody else')
  return problems.map((problem) => `${name}: runs learners' code ${problem}`)
}

function judgeOther({ name, pod }: Workload, running: readonly Workload[]): string[] {
  const problems: string[] = []
  if (containersOf(pod).some(({ args }) => args?.[0] === program)) problems.push("runs learners' code and does not say so")
  if (running.some((workload) => shareNodes(workload.pod, pod))) problems.push("is on the nodes of learners' code")
  return problems.map((problem) => `${name}: ${problem}`)
}

/** Its nodes are tainted by the very label that selects them. */
function toleratesItsNodes({ nodeSelector = {}, tolerations = [] }: PodSpec): boolean {
  return Object.entries(nodeSelector).every(([key, value]) =>
    tolerations.some((one) => one.key === key && one.value === value && one.effect === 'NoSchedule'),
  )
}

function shareNodes(mine: PodSpec, theirs: PodSpec): boolean {
  const wanted = Object.entries(mine.nodeSelector ?? {})
  return (
    wanted.length > 0 && wanted.some(([key, value]) => theirs.nodeSelector?.[key] === value || theirs.tolerations?.some((one) => one.key === key))
  )
}
