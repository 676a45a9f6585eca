/** Serves /metrics on a port of its own, for Prometheus to scrape. */
import { createServer, type Server } from 'node:http'
import { MetricReader } from '@opentelemetry/sdk-metrics'
import { prometheusText } from './prometheus.ts'
import { registry } from './registry.ts'

export interface MetricsPage extends AsyncDisposable {
  /** To be given to the provider of the metrics. */
  readonly reader: MetricReader
}

const collectDeadlineMs = 5000

/** Keeps no process alive. */
export async function openMetricsPage(place: { readonly host: string; readonly port: number }): Promise<MetricsPage> {
  class PageReader extends MetricReader {
    protected override async onShutdown(): Promise<void> {}
    protected override async onForceFlush(): Promise<void> {}
  }
  const reader = new PageReader()
  const server = createServer({ requestTimeout: 10_000 }, (request, response) => {
    if (request.url?.split('?')[0] !== '/metrics' || request.method !== 'GET') {
      response.writeHead(404).end()
      return
    }
    reader.collect({ timeoutMillis: collectDeadlineMs }).then(
      ({ resourceMetrics }) =>
        response.writeHead(200, { 'Content-Type': 'text/plain; version=0.0.4; charset=utf-8' }).end(prometheusText(resourceMetrics, registry)),
      () => response.writeHead(503).end(),
    )
  })
  await listen(server, place)
  server.unref()
  return {
    reader,
    async [Symbol.asyncDispose]() {
      const closed = new Promise((resolve) => server.close(resolve))
      server.closeAllConnections()
      await closed
    },
  }
}

function listen(server: Server, { host, port }: { readonly host: string; readonly port: number }): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => resolve())
  })
}
