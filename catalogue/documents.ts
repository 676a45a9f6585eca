/** The catalogue's generated documents, made out of proto/, the register and consumers/. */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { asyncApi, type Sources } from './asyncapi.ts'
import { buildImage } from './buf.ts'
import { readConsumers } from './consumers.ts'
import { readImage } from './descriptors.ts'
import { register } from './events.ts'
import { catalogueOf } from './page.ts'
import { bodySchema } from './schema.ts'

export const schemasFolder = 'catalogue/schemas'

export async function currentSources(): Promise<Sources> {
  await using image = await buildImage(path.join(import.meta.dirname, '..'))
  const sample = await readFile(path.join(import.meta.dirname, 'consume.py'), 'utf8')
  return { registry: readImage(await readFile(image.file)), register, consumers: await readConsumers(), sample }
}

/** @returns the text of each generated file, by its path in the repository. The last is what the web app shows and serves. */
export function documentsOf(sources: Sources): ReadonlyMap<string, string> {
  const documents = new Map<string, unknown>([
    ['catalogue/asyncapi.json', asyncApi(sources)],
    ['web/app/events/catalogue.json', catalogueOf(sources)],
  ])
  for (const event of sources.register.events) documents.set(`${schemasFolder}/${event.type}.json`, bodySchema(sources.registry, event))
  return new Map([...documents].map(([file, document]) => [file, `${JSON.stringify(document, null, 2)}\n`]))
}
