/** Who is told to be whose neighbour: a grid, as wide as it is high. */

export function topologyOf(ids: readonly string[]): Readonly<Record<string, readonly string[]>> {
  const width = Math.ceil(Math.sqrt(ids.length))
  const isBeside = (one: number, other: number): boolean =>
    Math.abs(one - other) === width || (Math.abs(one - other) === 1 && Math.floor(one / width) === Math.floor(other / width))
  return Object.fromEntries(ids.map((id, one) => [id, ids.filter((_, other) => isBeside(one, other))]))
}
