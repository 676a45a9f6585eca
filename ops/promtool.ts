/** `npm run test:ops`: promtool reads the rules and runs every case of every alert; it is fetched when it is not there. */
import { spawnSync } from 'node:child_process'
import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { parse, stringify } from 'yaml'
import { cached, runTool } from '../engines/cache.ts'
import { run } from '../gate/command.ts'
import { areas } from './areas.ts'
import { filledIn } from './promql.ts'

const folder = path.join(import.meta.dirname, 'prometheus')

interface Count {
  readonly passed: number
  readonly failed: number
}

/** One on the PATH or named by PROMTOOL, else the one in Debian's package, taken out of it without installing a service. */
function findPromtool(): string {
  const named = process.env.PROMTOOL || 'promtool'
  return spawnSync(named, ['--version']).status === 0 ? named : path.join(cached('promtool', fetchPackage), 'usr/bin/promtool')
}

function fetchPackage(place: string): void {
  if (spawnSync('apt-get', ['download', 'prometheus'], { cwd: place }).status !== 0) {
    runTool('apt-get', ['update'], place)
    runTool('apt-get', ['download', 'prometheus'], place)
  }
  const [archive = ''] = globSync('prometheus_*.deb', { cwd: place })
  runTool('dpkg-deb', ['--extract', archive, '.'], place)
  rmSync(path.join(place, archive))
}

interface TestFile {
  readonly tests: readonly { readonly name: string }[]
}

/** promtool tells only the cases that fail, by name. */
async function runCases(promtool: string, file: string): Promise<Count> {
  const { tests } = parse(readFileSync(path.join(folder, file), 'utf8')) as TestFile
  const { code, output } = await run([promtool, 'test', 'rules', file], { cwd: folder })
  const failing = new Set(tests.filter(({ name }) => output.includes(`name: ${name},`)).map(({ name }) => name))
  for (const { name } of tests) console.log(`${failing.has(name) ? '✘' : '✔'} ${name}`)
  if (code !== 0) console.log(output)
  const failed = code === 0 ? 0 : Math.max(1, failing.size)
  return { passed: tests.length - failed, failed }
}

interface Configuration {
  readonly otlp?: unknown
  readonly scrape_configs?: readonly object[]
}

/** What some distributions leave out of promtool, and files that only a pod has. */
const elsewhere: ReadonlySet<string> = new Set(['kubernetes_sd_configs', 'tls_config', 'authorization'])

/** Without the intake of OTLP too, which is newer than some promtools. */
async function checkConfiguration(promtool: string, name: string): Promise<Count> {
  const place = mkdtempSync(path.join(os.tmpdir(), 'quint-prometheus-'))
  try {
    const { otlp: _, scrape_configs = [], ...rest } = parse(readFileSync(path.join(folder, name), 'utf8')) as Configuration
    const scraped = scrape_configs.map((given) => Object.fromEntries(Object.entries(given).filter(([key]) => !elsewhere.has(key))))
    const file = path.join(place, name)
    writeFileSync(file, stringify({ ...rest, scrape_configs: scraped, rule_files: [path.join(folder, 'rules/*.yaml')] }))
    const { code, output } = await run([promtool, 'check', 'config', file], { cwd: folder })
    console.log(`${code === 0 ? '✔' : '✘'} Prometheus takes ${name} and every rule`)
    if (code !== 0) console.log(output)
    return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }
  } finally {
    rmSync(place, { recursive: true, force: true })
  }
}

/** As rules they are read by Prometheus itself, which knows the types of what they put together. */
async function checkPanels(promtool: string): Promise<Count> {
  const place = mkdtempSync(path.join(os.tmpdir(), 'quint-panels-'))
  try {
    const file = path.join(place, 'panels.yaml')
    const panels = areas.flatMap(({ dashboard }) => dashboard.rows.flatMap((row) => row.panels))
    const queries = panels.filter(({ shows }) => shows !== 'logs' && shows !== 'traces').flatMap((panel) => panel.queries)
    const rules = queries.map(({ expr }, index) => ({ record: `panel:query:${index}`, expr: filledIn(expr) }))
    writeFileSync(file, stringify({ groups: [{ name: 'panels', rules }] }))
    const { code, output } = await run([promtool, 'check', 'rules', file], { cwd: folder })
    console.log(`${code === 0 ? '✔' : '✘'} Prometheus reads each of the ${queries.length} queries of the dashboards`)
    if (code !== 0) console.log(output)
    return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }
  } finally {
    rmSync(place, { recursive: true, force: true })
  }
}

const named = process.argv.slice(2)
const files = globSync('tests/*.yaml', { cwd: folder })
  .filter((file) => named.length === 0 || named.some((part) => file.includes(part)))
  .sort()
const counts: Count[] = []
try {
  const promtool = findPromtool()
  for (const name of ['prometheus.yaml', 'machine.yaml']) counts.push(await checkConfiguration(promtool, name))
  counts.push(await checkPanels(promtool))
  for (const file of files) counts.push(await runCases(promtool, file))
} catch (error) {
  console.error(error)
  counts.push({ passed: 0, failed: 1 })
}
const failed = counts.reduce((sum, one) => sum + one.failed, 0)
console.log(`${counts.reduce((sum, one) => sum + one.passed, 0)} passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1
