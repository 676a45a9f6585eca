/** Settings from the environment: each named once with parser, default and purpose; all problems are reported together, never a value. */

export interface Setting<T> {
  readonly purpose: string
  readonly fallback: string | undefined
  readonly secret: boolean
  parse(text: string): T
}

export type Settings<Table extends Record<string, Setting<unknown>>> = { readonly [Key in keyof Table]: ReturnType<Table[Key]['parse']> }

interface Options {
  readonly purpose: string
  readonly fallback?: string
  readonly secret?: boolean
}

function setting<T>(options: Options, parse: (text: string) => T): Setting<T> {
  return { purpose: options.purpose, fallback: options.fallback, secret: options.secret ?? false, parse }
}

export function text(options: Options): Setting<string> {
  return setting(options, (value) => value)
}

export function integer(options: Options & { readonly min: number; readonly max: number }): Setting<number> {
  return setting(options, (value) => {
    const number = Number(value)
    if (!/^-?\d+$/.test(value) || number < options.min || number > options.max) {
      throw new Error(`must be a whole number from ${options.min} to ${options.max}`)
    }
    return number
  })
}

export function oneOf<const Choice extends string>(choices: readonly Choice[], options: Options): Setting<Choice> {
  return setting(options, (value) => {
    const found = choices.find((choice) => choice === value)
    if (found === undefined) throw new Error(`must be one of ${choices.join(', ')}`)
    return found
  })
}

/** @param options.schemes http and https unless others are named. */
export function url(options: Options & { readonly schemes?: readonly string[] }): Setting<string> {
  const { schemes = ['http', 'https'] } = options
  return setting(options, (value) => {
    if (value === '') return value
    const scheme = URL.parse(value)?.protocol.slice(0, -1)
    if (scheme === undefined || !schemes.includes(scheme)) throw new Error(`must be a URL that begins with ${schemes.join(':// or ')}://`)
    return value
  })
}

export function postgresUrl(options: Options): Setting<string> {
  return url({ ...options, schemes: ['postgres', 'postgresql'] })
}

export function redisUrl(options: Options): Setting<string> {
  return url({ ...options, schemes: ['redis', 'rediss'] })
}

export function list(options: Options): Setting<readonly string[]> {
  return setting(options, (value) =>
    value
      .split(',')
      .map((item) => item.trim())
      .filter((item) => item !== ''),
  )
}

/** Reads every setting of the table. An unset or empty variable takes the fallback; one without a fallback is required. */
export function readSettings<const Table extends Record<string, Setting<unknown>>>(
  table: Table,
  environment: Readonly<Record<string, string | undefined>>,
): Settings<Table> {
  const problems: string[] = []
  const values: Record<string, unknown> = {}
  for (const [name, entry] of Object.entries(table)) {
    const given = environment[name]
    const source = given === undefined || given === '' ? entry.fallback : given
    if (source === undefined) {
      problems.push(`${name} is required: ${entry.purpose}`)
      continue
    }
    try {
      values[name] = entry.parse(source)
    } catch (error) {
      problems.push(`${name} ${error instanceof Error ? error.message : 'is malformed'}`)
    }
  }
  if (problems.length > 0) throw new Error(`configuration:\n  ${problems.join('\n  ')}`)
  return values as Settings<Table>
}
