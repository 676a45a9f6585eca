/** Where the engines of this run are, as handed to the suites through their environment. */

const variables = {
  kafka: 'QUINT_TEST_KAFKA_URL',
  redis: 'QUINT_TEST_REDIS_URL',
} as const

export type EngineName = keyof typeof variables

export function engine(name: EngineName): string {
  const url = process.env[variables[name]]
  if (!url) throw new Error(`${variables[name]} is not set: run "npm run test:engines"`)
  return url
}

export function environmentOf(urls: Readonly<Record<EngineName, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(urls).map(([name, url]) => [variables[name as EngineName], url]))
}
