/** The query of an address: '' when nothing is given, else with its question mark. What is undefined or empty is left out. */
export function query(fields: Readonly<Record<string, string | undefined>>): string {
  const given = Object.entries(fields).filter((field): field is [string, string] => field[1] !== undefined && field[1] !== '')
  return given.length === 0 ? '' : `?${new URLSearchParams(given)}`
}
