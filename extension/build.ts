/** Builds the extension: an unpacked folder that a browser loads, and the same as a zip for its shop. */
import { cp, glob, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import tailwind from '@tailwindcss/postcss'
import * as esbuild from 'esbuild'
import postcss from 'postcss'
import { iconPng } from './icon.ts'
import { zip } from './zip.ts'

export interface Built {
  /** Loaded as it is. */
  readonly folder: string
  readonly archive: string
  /** What the panel loads before it can be used, compressed. */
  readonly panelBytes: number
}

const here = import.meta.dirname
const fonts: Readonly<Record<string, string>> = {
  'fraunces.woff2': 'fraunces/files/fraunces-latin-opsz-normal.woff2',
  'source-sans-3.woff2': 'source-sans-3/files/source-sans-3-latin-wght-normal.woff2',
  'jetbrains-mono.woff2': 'jetbrains-mono/files/jetbrains-mono-latin-wght-normal.woff2',
}

/** @param target made anew; the archive stands beside it. */
export async function build(target: string): Promise<Built> {
  await rm(target, { recursive: true, force: true })
  await mkdir(path.join(target, 'fonts'), { recursive: true })
  await mkdir(path.join(target, 'icons'))
  const [panelScripts] = await Promise.all([scripts(target), styles(target), ...assets(target)])
  const archive = `${target}.zip`
  await writeFile(archive, zip(await entriesOf(target)))
  return { folder: target, archive, panelBytes: await compressedBytes([...panelScripts, path.join(target, 'panel.css')]) }
}

/** @returns the files that the panel loads before it can be used. */
async function scripts(target: string): Promise<readonly string[]> {
  const options = {
    absWorkingDir: here,
    bundle: true,
    minify: true,
    legalComments: 'none',
    charset: 'utf8',
    target: 'chrome126',
    jsx: 'automatic',
    outdir: target,
    loader: { '.css': 'empty' },
    define: { 'process.env.NODE_ENV': '"production"' },
  } satisfies esbuild.BuildOptions
  const pages = { panel: 'panel/main.tsx', options: 'options/main.tsx', worker: 'worker.ts' }
  const { metafile } = await esbuild.build({
    ...options,
    entryPoints: pages,
    format: 'esm',
    splitting: true,
    chunkNames: 'parts/[name]-[hash]',
    metafile: true,
  })
  await esbuild.build({ ...options, entryPoints: { reader: 'page/reader.ts' }, format: 'iife' })
  const panel = path.relative(here, path.join(target, 'panel.js')).replaceAll(path.sep, '/')
  return loadedBy(metafile.outputs, panel).map((file) => path.join(here, file))
}

/** A script and whatever it needs before it runs. */
function loadedBy(outputs: esbuild.Metafile['outputs'], script: string): readonly string[] {
  const loaded = new Set([script])
  for (const file of loaded) for (const { path: needed, kind } of outputs[file]?.imports ?? []) if (kind === 'import-statement') loaded.add(needed)
  return [...loaded]
}

async function compressedBytes(files: readonly string[]): Promise<number> {
  const contents = await Promise.all(files.map((file) => readFile(file)))
  return contents.reduce((sum, bytes) => sum + gzipSync(bytes, { level: 9 }).length, 0)
}

async function styles(target: string): Promise<void> {
  const from = path.join(here, 'panel/panel.css')
  const processor = postcss([tailwind({ base: here, optimize: { minify: true } })])
  const { css } = await processor.process(await readFile(from, 'utf8'), { from })
  await writeFile(path.join(target, 'panel.css'), css)
}

function assets(target: string): readonly Promise<void>[] {
  return [
    cp(path.join(here, 'manifest.json'), path.join(target, 'manifest.json')),
    cp(path.join(here, 'panel/panel.html'), path.join(target, 'panel.html')),
    cp(path.join(here, 'options/options.html'), path.join(target, 'options.html')),
    cp(path.join(here, '_locales'), path.join(target, '_locales'), { recursive: true }),
    ...[16, 48, 128].map((size) => writeFile(path.join(target, 'icons', `${size}.png`), iconPng(size))),
    ...Object.entries(fonts).map(([name, file]) =>
      cp(path.join(here, '../node_modules/@fontsource-variable', file), path.join(target, 'fonts', name)),
    ),
  ]
}

async function entriesOf(folder: string) {
  const entries = []
  for await (const entry of glob('**/*', { cwd: folder, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const file = path.join(entry.parentPath, entry.name)
    entries.push({ name: path.relative(folder, file).replaceAll(path.sep, '/'), bytes: await readFile(file) })
  }
  return entries
}

if (import.meta.main) {
  const { folder, archive, panelBytes } = await build(path.join(here, 'dist', 'quint'))
  console.log(
    `${path.relative(process.cwd(), folder)} (load it unpacked) and ${path.relative(process.cwd(), archive)}; panel ${(panelBytes / 1024).toFixed(1)} KB`,
  )
}
