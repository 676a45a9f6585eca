// Adds lock entries for optional platform packages that a registry mirror does not serve, as npm writes them where it does:
// without them `npm ci` refuses the lock. Run after `npm install`.
import { readFileSync, writeFileSync } from 'node:fs'

const lock = JSON.parse(readFileSync('package-lock.json', 'utf8'))
const packages = lock.packages
let added = 0
for (const [at, entry] of Object.entries(packages)) {
  for (const [name, range] of Object.entries(entry.optionalDependencies ?? {})) {
    if (packages[`${at}/node_modules/${name}`] || packages[`node_modules/${name}`]) continue
    const platform = /(android|darwin|freebsd|linux|openharmony|win32|windows|win)-(\w+?)(?:-|$)/.exec(name)
    if (!platform) continue
    const [, system, cpu] = platform
    packages[`node_modules/${name}`] = {
      version: range.replace(/^[^\d]*/, ''),
      cpu: [cpu],
      optional: true,
      os: [system.startsWith('win') ? 'win32' : system],
      ...(entry.dev ? { dev: true } : {}),
    }
    added += 1
  }
}
lock.packages = Object.fromEntries(Object.entries(packages).sort(([a], [b]) => (a < b ? -1 : 1)))
writeFileSync('package-lock.json', `${JSON.stringify(lock, null, 2)}\n`)
console.log(`lock entries added: ${added}`)
