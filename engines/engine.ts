/** Where the engines of this run are, as handed to the suites through their environment. */

/** The variable that names a running engine: set beforehand, that engine is used in place of one started for the run. */
export function variableOf(name: string): string {
  return `QUINT_TEST_${name.toUpperCase()}_URL`
}

export function engine(name: string): string {
  const url = process.env[variableOf(name)]
  if (!url) throw new Error(`${variableOf(name)} is not set: run "npm run test:engines"`)
  return url
}
