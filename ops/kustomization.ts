/** The configuration as k8s/components/observability takes it: the files that are written by hand, and every rule and dashboard that is made. */

/** As many as k8s/components/observability/stack/grafana.yaml mounts. */
const dashboardMaps = 6

/** What `kubectl apply` can write into its annotation is 256 KiB. */
const mostBytes = 200_000

interface MadeFile {
  /** From ops/. */
  readonly file: string
  readonly text: string
}

const byHand: Readonly<Record<string, string>> = {
  collector: 'collector/collector.yaml',
  prometheus: 'prometheus/prometheus.yaml',
  tempo: 'tempo/tempo.yaml',
  loki: 'loki/loki.yaml',
  'grafana-sources': 'grafana/provisioning/datasources/sources.yaml',
  'grafana-folders': 'grafana/provisioning/dashboards/quint.yaml',
}

/** @throws Error when the dashboards need more maps. */
export function kustomization(rules: readonly string[], dashboards: readonly MadeFile[]): string {
  const maps = [...Object.entries(byHand).map(([name, file]) => mapOf(name, [file])), mapOf('prometheus-rules', rules), ...spread(dashboards)]
  return `# Made by "npm run generate". A change gives a map another name, and what reads it starts anew.
apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
configMapGenerator:
${maps.join('')}`
}

function mapOf(name: string, files: readonly string[]): string {
  return `  - name: ${name}\n    files:\n${[...files]
    .sort()
    .map((file) => `      - ${file}\n`)
    .join('')}`
}

/** The largest first, each into the map that holds least: small enough to be applied. */
function spread(dashboards: readonly MadeFile[]): string[] {
  const maps = Array.from({ length: dashboardMaps }, () => ({ files: [] as string[], bytes: 0 }))
  for (const { file, text } of dashboards.toSorted((one, other) => other.text.length - one.text.length)) {
    const lightest = maps.reduce((least, map) => (map.bytes < least.bytes ? map : least))
    lightest.files.push(file)
    lightest.bytes += Buffer.byteLength(text)
    if (lightest.bytes > mostBytes) throw new Error(`the dashboards need more than ${dashboardMaps} maps`)
  }
  return maps.map(({ files }, index) => mapOf(`grafana-dashboards-${index + 1}`, files))
}
