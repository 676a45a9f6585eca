/** Writes the dashboards, rules and their tests, or says which of those checked in are not what the areas make now. */
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { documents, madeFolders } from './documents.ts'

const root = path.join(import.meta.dirname, '..')

export async function writeOps(): Promise<void> {
  for (const folder of madeFolders) {
    await rm(path.join(root, folder), { recursive: true, force: true })
    await mkdir(path.join(root, folder), { recursive: true })
  }
  for (const [file, text] of documents()) await writeFile(path.join(root, file), text)
}

export async function staleOps(): Promise<readonly string[]> {
  const made = documents()
  const present = await Promise.all(
    madeFolders.map(async (folder) => (await readdir(path.join(root, folder)).catch(() => [])).map((file) => `${folder}/${file}`)),
  )
  const left = present.flat().filter((file) => !made.has(file))
  const differing = await Promise.all(
    [...made].map(async ([file, text]) => ((await readFile(path.join(root, file), 'utf8').catch(() => '')) === text ? [] : [file])),
  )
  return [...left, ...differing.flat()]
}
