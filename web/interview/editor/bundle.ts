/** Bundles Monaco apart from the web app: it is far larger than all else, changes rarely, and no page but the room may load a byte of it. */
import { createHash, randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import * as esbuild from 'esbuild'

const entry = path.join(import.meta.dirname, 'monaco.ts')
const require = createRequire(import.meta.url)
const worker = require.resolve('monaco-editor/editor/editor.worker.js')

/** Served as /monaco/monaco.js, monaco.css and editor.worker.js, with the parts that they load.
 * @param folder made anew unless it holds this very bundle.
 * @param scratch on the same disk. */
export async function bundleEditor(folder: string, scratch: string): Promise<void> {
  const stamp = path.join(folder, 'bundle.txt')
  const wanted = stampText()
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return
  const fresh = path.join(scratch, `monaco-${randomUUID()}`)
  try {
    await bundle(fresh)
    writeFileSync(path.join(fresh, 'bundle.txt'), wanted)
    mkdirSync(path.dirname(folder), { recursive: true })
    rmSync(folder, { recursive: true, force: true })
    renameSync(fresh, folder)
  } finally {
    rmSync(fresh, { recursive: true, force: true })
  }
}

async function bundle(outdir: string): Promise<void> {
  const { metafile } = await esbuild.build({
    entryPoints: { monaco: entry, 'editor.worker': worker },
    outdir,
    bundle: true,
    splitting: true,
    format: 'esm',
    minify: true,
    metafile: true,
    legalComments: 'none',
    logLevel: 'error',
    target: 'es2022',
    loader: { '.ttf': 'file' },
    plugins: [stylesWithNonce],
  })
  // Each language brings the same styles again, which nothing loads.
  const needless = Object.keys(metafile.outputs).filter((file) => file.endsWith('.css') && path.basename(file) !== 'monaco.css')
  for (const file of needless) rmSync(file)
}

/** Monaco writes style elements; the content security policy takes those that carry the page's nonce. */
const stylesWithNonce: esbuild.Plugin = {
  name: 'styles-with-nonce',
  setup(build) {
    build.onLoad({ filter: /[\\/]base[\\/]browser[\\/]domStylesheets\.js$/ }, ({ path: file }) => {
      const source = readFileSync(file, 'utf8')
      const made = "document.createElement('style');"
      if (!source.includes(made)) return { errors: [{ text: 'the place where Monaco makes style elements has moved' }] }
      return { contents: source.replace(made, `${made}\nstyle.nonce = document.querySelector('script[nonce]')?.nonce ?? '';`), loader: 'js' }
    })
  },
}

function stampText(): string {
  const versions = ['monaco-editor', 'esbuild'].map((name) => `${name} ${versionOf(name)}`)
  const sources = createHash('sha256')
    .update(readFileSync(entry))
    .update(readFileSync(import.meta.filename))
    .digest('hex')
  return [...versions, sources, ''].join('\n')
}

/** Its package.json is no export of Monaco's. */
function versionOf(name: string): string {
  const [, found] = /"version": "([^"]+)"/.exec(readFileSync(packageFile(name), 'utf8')) ?? []
  return found ?? ''
}

function packageFile(name: string): string {
  const place = require.resolve.paths(name)?.find((folder) => existsSync(path.join(folder, name, 'package.json')))
  if (place === undefined) throw new Error(`${name} is not installed`)
  return path.join(place, name, 'package.json')
}
