/** Routes by their first segments, so that a request is compared with those of its own area alone: Express looks through its routes one by one. */
import { type RequestHandler, Router } from 'express'

/** What is told of a path decides where it is looked for: `/api/session/:id` and `/api/session/start` are of one area. */
function areaOf(path: string): string {
  const end = path.indexOf('/', '/api/'.length)
  return end === -1 ? path : path.slice(0, end)
}

export interface Areas {
  /** Of a path in Express's form, whose first two segments are fixed. */
  at(path: string): Router
  readonly handle: RequestHandler
}

export function openAreas(): Areas {
  const areas = new Map<string, Router>()
  return {
    at(path) {
      const area = areaOf(path)
      const known = areas.get(area) ?? Router({ caseSensitive: true, strict: true })
      areas.set(area, known)
      return known
    },
    handle(request, response, next) {
      const area = areas.get(areaOf(request.path))
      if (area === undefined) next()
      else area(request, response, next)
    },
  }
}
