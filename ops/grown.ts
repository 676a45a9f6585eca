/** Counters of what should never happen. */

/**
 * How much a counter grew in the window, above nothing. Growth alone misses the first time: a series that begins at 1 has not grown since it is there,
 * so a series that is new counts with its value. New is what was not there in the half hour before the window: Prometheus itself may have been away.
 * @param by labels that tell one from another.
 */
export function grown(selector: string, window: string, by: readonly string[] = []): string {
  const sum = by.length === 0 ? 'sum' : `sum by (${by.join(', ')})`
  return `${sum} (increase(${selector}[${window}])) > 0 or ${sum} (${selector} unless max_over_time(${selector}[30m] offset ${window})) > 0`
}
