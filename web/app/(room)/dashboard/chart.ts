/** Where the points of the two small charts lie. */
export interface Box {
  readonly width: number
  readonly height: number
}

/** A line from left to right over a zero at the bottom, as SVG points. */
export function points(values: readonly number[], { width, height }: Box): string {
  const most = Math.max(1, ...values)
  const step = values.length < 2 ? 0 : width / (values.length - 1)
  return values.map((value, index) => `${round(index * step)},${round(height - (Math.max(0, value) / most) * height)}`).join(' ')
}

/** As `points`, each by itself, against a given top. */
export function linePoints(values: readonly number[], { width, height }: Box, top: number): readonly (readonly [x: number, y: number])[] {
  const step = values.length < 2 ? 0 : width / (values.length - 1)
  return values.map((value, index) => [round(index * step), round(height - (Math.max(0, value) / Math.max(1, top)) * height)])
}

/** Round steps from nothing to at least the most. */
export function ticks(most: number): readonly number[] {
  const rough = Math.max(1, most) / 4
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = Math.max(1, [1, 2, 5, 10].map((factor) => factor * power).find((size) => size >= rough) ?? power)
  return Array.from({ length: Math.ceil(Math.max(1, most) / step) + 1 }, (_, index) => index * step)
}

/** Moves labels so far that none covers another, each in the order of the places it names. */
export function apart(places: readonly number[], least: number): readonly number[] {
  const order = places.map((place, index) => ({ place, index })).toSorted((a, b) => a.place - b.place || a.index - b.index)
  const middle = order.reduce((sum, { place }) => sum + place, 0) / Math.max(1, order.length)
  const moved = order.map(({ place, index }) => ({ place, index }))
  for (let at = 1; at < moved.length; at++) {
    const before = moved[at - 1]?.place ?? 0
    const own = moved[at]
    if (own !== undefined) own.place = Math.max(own.place, before + least)
  }
  // Pushed down only, they would lie too low.
  const pushed = moved.reduce((sum, { place }) => sum + place, 0) / Math.max(1, moved.length) - middle
  const found = new Map(moved.map(({ place, index }) => [index, round(place - pushed)]))
  return places.map((place, index) => found.get(index) ?? place)
}

/** The corner of a shape around a middle; the first is at the top, the others follow clockwise. */
export function radarPoint(index: number, { of, radius }: { readonly of: number; readonly radius: number }): readonly [x: number, y: number] {
  const angle = (index / of) * 2 * Math.PI - Math.PI / 2
  return [round(Math.cos(angle) * radius), round(Math.sin(angle) * radius)]
}

/** @param shares of the radius, 0 to 1. */
export function polygon(shares: readonly number[], radius: number): string {
  return shares.map((share, index) => radarPoint(index, { of: shares.length, radius: radius * share }).join(',')).join(' ')
}

function round(value: number): number {
  return Math.round(value * 10) / 10 || 0
}
