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
