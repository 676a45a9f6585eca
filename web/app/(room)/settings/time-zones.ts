/** The time zones to choose from: all that the browser knows, and those that are in use already. */
export function timeZones(used: readonly string[]): readonly string[] {
  return [...new Set(['UTC', ...used, ...Intl.supportedValuesOf('timeZone')])].toSorted()
}
