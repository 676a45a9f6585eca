/** Web vitals reach the page that Prometheus reads, in its units; what is no vital is refused. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readSettings } from '@quint/runtime/config.ts'
import { silentLog } from '@quint/runtime/log.ts'
import { freePort } from '@quint/runtime/port.ts'
import { startTelemetry } from '@quint/telemetry/sdk.ts'
import { settings } from '@quint/telemetry/settings.ts'
import { testGateway } from '../testing.ts'

const path = '/api/telemetry/vitals'

test('a vital is counted under its name and page, times in seconds', async () => {
  const port = await freePort()
  await using _telemetry = await startTelemetry(readSettings(settings, { METRICS_PORT: String(port) }), { service: 'test', log: silentLog })
  await using gateway = await testGateway()
  const report = (body: unknown) => gateway.send('POST', path, { body })
  assert.equal((await report({ name: 'LCP', value: 1250, page: 'coach' })).status, 204)
  assert.equal((await report({ name: 'CLS', value: 0.04, page: 'home' })).status, 204)
  const page = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text()
  assert.match(page, /quint_web_vital_seconds_sum\{[^}]*LCP[^}]*\} 1\.25\b/)
  assert.match(page, /quint_web_vital_seconds_sum\{[^}]*coach[^}]*\} 1\.25\b/)
  assert.match(page, /quint_web_layout_shift\w*_sum\{[^}]*home[^}]*\} 0\.04\b/)
})

test('what is no vital is refused, and nothing of it is repeated', async () => {
  await using gateway = await testGateway()
  const bodies = [
    { name: 'LCP', value: -1, page: 'coach' },
    { name: 'LCP', value: 600_001, page: 'coach' },
    { name: 'CLS', value: 101, page: 'home' },
    { name: 'FID', value: 1, page: 'home' },
    { name: 'INP', value: 1, page: '/coach/canary' },
    { name: 'INP', value: 1, page: 'home', url: 'canary' },
    { name: 'INP', value: 'canary', page: 'home' },
    {},
  ]
  for (const body of bodies) {
    const response = await gateway.send('POST', path, { body })
    assert.equal(response.status, 400, JSON.stringify(body))
    assert.doesNotMatch(await response.text(), /canary/)
  }
})
