/** Writes the catalogue's documents, or says which of those checked in are not what the sources make now. */
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { currentSources, documentsOf, schemasFolder } from './documents.ts'

const root = path.join(import.meta.dirname, '..')

export async function writeDocuments(): Promise<void> {
  const documents = documentsOf(await currentSources())
  await rm(path.join(root, schemasFolder), { recursive: true, force: true })
  await mkdir(path.join(root, schemasFolder))
  for (const [file, text] of documents) await writeFile(path.join(root, file), text)
}

export async function staleDocuments(): Promise<readonly string[]> {
  const documents = documentsOf(await currentSources())
  const schemas = await readdir(path.join(root, schemasFolder)).catch(() => [])
  const left = schemas.map((file) => `${schemasFolder}/${file}`).filter((file) => !documents.has(file))
  const differing = await Promise.all(
    [...documents].map(async ([file, text]) => ((await readFile(path.join(root, file), 'utf8').catch(() => '')) === text ? [] : [file])),
  )
  return [...left, ...differing.flat()]
}
