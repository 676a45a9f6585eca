// Runs the given arguments with a Node that can execute TypeScript; installs the dependencies first when they are missing or stale.
// Plain JavaScript for Node 20: nothing here may need an installed package.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'

const root = import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname)
const stamp = path.join(root, 'node_modules', '.quint-install')
const lock = createHash('sha256')
  .update(readFileSync(path.join(root, 'package-lock.json')))
  .digest('hex')
const full = process.argv[2] === '--dev'
const args = process.argv.slice(full ? 3 : 2)

/** A full install also serves where a lean one would do. */
function installed() {
  if (!existsSync(stamp)) return false
  const found = readFileSync(stamp, 'utf8')
  return found === `full ${lock}` || (!full && found === `lean ${lock}`)
}

function install() {
  console.log(`Installing ${full ? 'all dependencies' : 'dependencies'} from the lock file (once; about a minute) …`)
  const npm = process.env.npm_execpath
  const [command, first] = npm ? [process.env.npm_node_execpath ?? process.execPath, [npm]] : ['npm', []]
  const omit = full ? [] : ['--omit=dev']
  const done = spawnSync(command, [...first, 'ci', ...omit, '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: !npm && process.platform === 'win32',
  })
  if (done.status !== 0) process.exit(done.status ?? 1)
  writeFileSync(stamp, `${full ? 'full' : 'lean'} ${lock}`)
}

function runsTypeScript(version) {
  const [major, minor] = version.split('.').map(Number)
  return major > 24 || (major === 24 && minor >= 12)
}

function findNode() {
  if (runsTypeScript(process.versions.node) && existsSync(process.execPath)) return process.execPath
  const platform = process.platform === 'win32' ? 'win' : process.platform
  for (const name of [`node-${platform}-${process.arch}`, `node-bin-${platform}-${process.arch}`]) {
    const file = path.join(root, 'node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
    if (existsSync(file)) return file
  }
  console.error(`Node ${process.versions.node} is too old and npm has none for ${platform}-${process.arch}: install Node 24.12 or newer.`)
  process.exit(1)
}

function grandparent() {
  if (!process.env.npm_execpath || process.platform === 'win32') return 0
  return Number(spawnSync('ps', ['-o', 'ppid=', '-p', String(process.ppid)], { encoding: 'utf8' }).stdout)
}

function runs(pid) {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

if (!installed()) install()
const node = findNode()
// Both taken before the child runs: an ancestor that dies later is noticed by its absence.
const ancestors = [process.ppid, grandparent()].filter((pid) => pid > 1)
const child = spawn(node, args, {
  cwd: root,
  stdio: 'inherit',
  env: {
    ...process.env,
    QUINT_RUNNER: String(process.pid),
    PATH: [path.dirname(node), path.join(root, 'node_modules', '.bin'), process.env.PATH].join(path.delimiter),
  },
})
// A terminal sends Ctrl-C to the whole group; a supervisor signals only this process. The child treats a second signal as the same one.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
// npm keeps SIGINT to itself, passes SIGTERM only to the shell between us, and may be killed: when either is gone, stop as if asked.
setInterval(() => {
  if (!ancestors.every(runs)) child.kill('SIGTERM')
}, 250)
child.on('exit', (code, signal) => process.exit(signal ? 1 : code))
