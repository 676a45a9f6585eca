/** The configurations fit each other, the dashboards, and the manifests in k8s/. */
import assert from 'node:assert/strict'
import { existsSync, globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { parse, parseAllDocuments } from 'yaml'
import { exported } from './exporters.ts'
import { sources } from './panel.ts'

const root = path.join(import.meta.dirname, '..')

function read<Shape>(file: string): Shape {
  return parse(readFileSync(path.join(root, file), 'utf8')) as Shape
}

interface Scrape {
  readonly job_name: string
  readonly relabel_configs?: readonly { readonly source_labels?: readonly string[]; readonly regex?: string; readonly action?: string }[]
}

interface Prometheus {
  readonly otlp: { readonly promote_resource_attributes: readonly string[] }
  readonly scrape_configs: readonly Scrape[]
}

interface Pipeline {
  readonly receivers: readonly string[]
  readonly processors?: readonly string[]
  readonly exporters: readonly string[]
}

interface Collector {
  readonly receivers?: Readonly<Record<string, { readonly protocols: { readonly http: { readonly endpoint: string } } }>> | undefined
  readonly processors?: object
  readonly exporters?: Readonly<Record<string, { readonly endpoint?: string } | null>>
  readonly service: { readonly pipelines: Readonly<Record<string, Pipeline>> }
}

interface Compose {
  readonly services: Readonly<Record<string, { readonly command?: readonly string[]; readonly volumes?: readonly string[]; readonly image: string }>>
  readonly volumes: object
}

const compose = read<Compose>('ops/compose.yaml')
const collector = read<Collector>('ops/collector/collector.yaml')
const onMachine = read<Collector>('ops/collector/machine.yaml')

test('Prometheus asks exactly the pods that the manifests call observed, on the port that their policy opens', () => {
  const [labelled] =
    read<Prometheus>('ops/prometheus/prometheus.yaml').scrape_configs.find(({ job_name }) => job_name === 'quint')?.relabel_configs ?? []
  assert.deepEqual(labelled, {
    source_labels: ['__meta_kubernetes_pod_label_quint_dev_is_observed', '__meta_kubernetes_pod_container_port_name'],
    regex: 'true;metrics',
    action: 'keep',
  })
  const observed = globSync('k8s/base/*/deployment.yaml', { cwd: root }).filter((file) =>
    /quint\.dev\/is-observed: "true"/.test(readFileSync(path.join(root, file), 'utf8')),
  )
  assert.ok(observed.length >= 3)
  const policy = readFileSync(path.join(root, 'k8s/components/observability/network.yaml'), 'utf8')
  for (const file of observed) {
    const port = /\{ name: metrics, containerPort: (\d+) \}/.exec(readFileSync(path.join(root, file), 'utf8'))?.[1]
    assert.ok(port !== undefined && policy.includes(`port: ${port} }`), `${file}: port ${port} is not open to Prometheus`)
  }
})

test('the mesh tells its telemetry to a port on which the collector listens', () => {
  const manifest = readFileSync(path.join(root, 'k8s/components/observability/kustomization.yaml'), 'utf8')
  const [, port] = /OTEL_EXPORTER_OTLP_ENDPOINT, value: "http:\/\/collector\.observability:(\d+)"/.exec(manifest) ?? []
  assert.equal(collector.receivers?.otlp?.protocols.http.endpoint, `0.0.0.0:${port}`)
})

test('every part of every pipeline of the collector is there, alone and with what is laid over it on one machine', () => {
  const laid: Collector = {
    receivers: collector.receivers,
    processors: { ...collector.processors, ...onMachine.processors },
    exporters: { ...collector.exporters, ...onMachine.exporters },
    service: { pipelines: { ...collector.service.pipelines, ...onMachine.service.pipelines } },
  }
  for (const given of [collector, laid]) {
    for (const [name, { receivers, processors = [], exporters }] of Object.entries(given.service.pipelines)) {
      const wanted = [...receivers, ...processors, ...exporters]
      const there = new Set(Object.keys({ ...given.receivers, ...given.processors, ...given.exporters }))
      assert.deepEqual(
        wanted.filter((one) => !there.has(one)),
        [],
        name,
      )
    }
    assert.deepEqual(Object.keys(given.service.pipelines).sort(), ['logs', 'metrics', 'traces'])
  }
  // Asked and pushed at once, everything would be counted twice.
  assert.deepEqual(collector.service.pipelines.metrics?.exporters, ['nop'])
})

test('whatever came over OTLP or by asking has the label service_name', () => {
  for (const file of ['prometheus.yaml', 'machine.yaml']) {
    assert.deepEqual(read<Prometheus>(`ops/prometheus/${file}`).otlp.promote_resource_attributes, ['service.name'], file)
  }
  assert.match(readFileSync(path.join(root, 'ops/prometheus/prometheus.yaml'), 'utf8'), /target_label: service_name/)
})

test('every exporter whose metrics are shown is asked', () => {
  const jobs = new Set(read<Prometheus>('ops/prometheus/prometheus.yaml').scrape_configs.map(({ job_name }) => job_name))
  const job = {
    prometheus: 'quint',
    collector: 'collector',
    'node-exporter': 'node',
    kubelet: 'kubelet',
    'kube-state-metrics': 'cluster',
    'postgres-exporter': 'postgres',
  } as const
  for (const { from } of Object.values(exported)) assert.ok(jobs.has(job[from]), from)
})

test('Grafana is given the sources that the dashboards name, at addresses that are there', () => {
  const { datasources } = read<{ datasources: { uid: string; type: string; url: string }[] }>('ops/grafana/provisioning/datasources/sources.yaml')
  assert.deepEqual(
    datasources.map(({ uid, type }) => ({ type, uid })).sort((a, b) => a.uid.localeCompare(b.uid)),
    Object.values(sources).toSorted((a, b) => a.uid.localeCompare(b.uid)),
  )
  const told = [collector, onMachine].flatMap(({ exporters = {} }) => Object.values(exporters).flatMap((one) => one?.endpoint ?? []))
  for (const url of [...datasources.map((one) => one.url), ...told]) assert.ok(new URL(url).hostname in compose.services, url)
})

test('what runs on one machine finds its files, keeps its data and has a pinned version', () => {
  for (const [name, { image, volumes = [] }] of Object.entries(compose.services)) {
    assert.match(image, /:v?\d+\.\d+\.\d+$/, name)
    for (const volume of volumes) {
      const [from = ''] = volume.split(':')
      assert.ok(from.startsWith('.') ? existsSync(path.join(root, 'ops', from)) : from === '/' || from in compose.volumes, `${name}: ${volume}`)
    }
  }
  // Error budgets look back over 30 days.
  const days = /retention\.time=(\d+)d/.exec((compose.services.prometheus?.command ?? []).join(' '))?.[1]
  assert.ok(Number(days) > 30)
})

test('every configuration is YAML that says everything once', () => {
  for (const file of globSync('ops/**/*.yaml', { cwd: root, exclude: (name) => name === 'node_modules' })) {
    for (const document of parseAllDocuments(readFileSync(path.join(root, file), 'utf8'))) assert.deepEqual(document.errors, [], file)
  }
})
