/** The documents of the catalogue by their address below /events: what programs read. */
import type { Catalogue } from './catalogue.ts'

export interface Document {
  readonly contentType: string
  readonly text: string
}

/** @param path such as "asyncapi.json", "schemas/sessions.session.started.json" or "consume.py". */
export function documentAt({ asyncApi, sample, events }: Catalogue, path: string): Document | undefined {
  if (path === 'asyncapi.json') return json('application/vnd.aai.asyncapi+json', asyncApi)
  if (path === 'consume.py') return { contentType: 'text/x-python; charset=utf-8', text: sample }
  const event = events.find(({ type }) => path === `schemas/${type}.json`)
  return event === undefined ? undefined : json('application/schema+json', event.schema)
}

function json(contentType: string, document: object): Document {
  return { contentType, text: `${JSON.stringify(document, null, 2)}\n` }
}
