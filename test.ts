/** Every test: unit, service and house suites in one process, then the browser's; a browser is installed when there is none. */
import { globSync } from 'node:fs'
import path from 'node:path'
import { ensureBrowser } from './e2e/browser.ts'
import { run } from './gate/command.ts'

const root = import.meta.dirname
const named = process.argv.slice(2)
const found = globSync('**/*.test.{ts,mjs}', {
  cwd: root,
  exclude: (name) => name === 'node_modules' || name === '.next' || name === '.quint',
}).sort()
// A slow suite is run by its name alone.
const suites = named.filter((part) => part.endsWith('.suite.ts'))
const wanted = named.length === 0 ? found : [...found.filter((file) => named.some((part) => file.includes(part))), ...suites]
const browser = wanted.filter((file) => file.startsWith(`e2e${path.sep}`))
const rest = wanted.filter((file) => !browser.includes(file))

interface Count {
  readonly passed: number
  readonly failed: number
}

async function suite(files: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Count> {
  if (files.length === 0) return { passed: 0, failed: 0 }
  const command = [process.execPath, '--no-warnings', '--test', '--test-isolation=none', '--test-timeout=120000', '--test-reporter=spec', ...files]
  const { code, output } = await run(command, { cwd: root, show: true, env: { NODE_ENV: 'test', ...env } })
  const count = (name: string): number => Number(new RegExp(`^ℹ ${name} (\\d+)`, 'm').exec(output)?.[1] ?? 0)
  const failed = count('fail') + count('cancelled')
  // A run that ended badly without a count (a crash, a missing file) is a failure all the same.
  return { passed: count('pass'), failed: code !== 0 && failed === 0 ? 1 : failed }
}

const first = await suite(rest)
const second = browser.length === 0 ? { passed: 0, failed: 0 } : await suite(browser, { QUINT_BROWSER: await ensureBrowser() })
const failed = first.failed + second.failed
console.log(`${first.passed + second.passed} passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1
