/** Reads a Dockerfile as its instructions, and says which rules of ours it breaks. */

export interface Instruction {
  readonly name: string
  readonly flags: Readonly<Record<string, string>>
  readonly rest: string
  readonly line: number
}

export interface Stage {
  readonly base: string
  readonly alias: string
  readonly instructions: readonly Instruction[]
}

/** Variables of ARG before the first FROM are put in where they are named. */
export function readDockerfile(text: string): readonly Stage[] {
  const values = new Map<string, string>()
  const stages: { base: string; alias: string; instructions: Instruction[] }[] = []
  for (const instruction of instructionsOf(text)) {
    const stage = stages.at(-1)
    if (instruction.name === 'FROM') {
      const [base = '', , alias = ''] = instruction.rest.replace(/\$\{(\w+)\}/g, (_, name: string) => values.get(name) ?? '').split(/\s+/)
      stages.push({ base, alias, instructions: [] })
    } else if (stage !== undefined) stage.instructions.push(instruction)
    else if (instruction.name === 'ARG') {
      const [name = '', value = ''] = instruction.rest.split(/=(.*)/s)
      values.set(name, value)
    }
  }
  return stages
}

function* instructionsOf(text: string): Generator<Instruction> {
  const lines = text.split('\n')
  for (let index = 0; index < lines.length; index += 1) {
    let line = lines[index] ?? ''
    const at = index + 1
    if (/^\s*(#|$)/.test(line)) continue
    while (line.endsWith('\\')) {
      index += 1
      line = `${line.slice(0, -1)} ${lines[index]?.trim() ?? ''}`
    }
    const [name = '', ...words] = line.trim().split(/\s+/)
    const flags: Record<string, string> = {}
    while (words[0]?.startsWith('--') === true && name !== 'RUN') {
      const [flag = '', value = ''] = (words.shift() ?? '').slice(2).split('=')
      flags[flag] = value
    }
    yield { name: name.toUpperCase(), flags, rest: words.join(' '), line: at }
  }
}

/** @returns what is wrong, a line each. */
export function judgeDockerfile(text: string, ignore: string): readonly string[] {
  const stages = readDockerfile(text)
  const last = stages.at(-1)
  const problems = stages.flatMap((stage, index) => [
    ...(isPinned(stage.base) || stages.slice(0, index).some(({ alias }) => alias === stage.base)
      ? []
      : [`the base ${stage.base} is not pinned by digest`]),
    ...stage.instructions.flatMap(judgeInstruction),
  ])
  if (last === undefined) return ['there is no stage']
  return [...problems, ...judgeFinal(last), ...judgeIgnore(ignore)]
}

function isPinned(image: string): boolean {
  return /^[\w./-]+:[\w.-]+@sha256:[0-9a-f]{64}$/.test(image) && !image.includes(':latest@')
}

const rules: readonly { readonly of: RegExp; readonly broken: (rest: string) => boolean; readonly says: string }[] = [
  { of: /^ADD$/, broken: () => true, says: 'ADD fetches and unpacks: use COPY' },
  { of: /^(ARG|ENV)$/, broken: (rest) => /(KEY|TOKEN|SECRET|PASSWORD)/i.test(rest), says: 'a secret would stay in the image' },
  { of: /^(ENTRYPOINT|CMD)$/, broken: (rest) => !rest.startsWith('['), says: 'it goes through a shell, which keeps signals to itself' },
  { of: /^WORKDIR$/, broken: (rest) => !rest.startsWith('/'), says: 'WORKDIR is not absolute' },
  { of: /^RUN$/, broken: (rest) => /\b(curl|wget|sudo)\b/.test(rest), says: 'something is fetched that no lock file knows, or rights are raised' },
  { of: /^RUN$/, broken: (rest) => /\bnpm (i|install)\b/.test(rest), says: 'npm install may change what the lock file says: use npm ci' },
  { of: /^RUN$/, broken: (rest) => /\bnpm ci\b(?!.*--omit=dev)/.test(rest), says: 'development dependencies would be installed' },
  { of: /^RUN$/, broken: (rest) => /\bnpm ci\b(?!.*--ignore-scripts)/.test(rest), says: 'install scripts of strangers would run' },
]

function judgeInstruction({ name, rest, line }: Instruction): string[] {
  return rules.filter(({ of, broken }) => of.test(name) && broken(rest)).map(({ says }) => `line ${line}: ${says}`)
}

function judgeFinal({ instructions }: Stage): string[] {
  const problems: string[] = []
  const user = instructions.findLast(({ name }) => name === 'USER')?.rest ?? ''
  if (!/^[1-9]\d*(:[1-9]\d*)?$/.test(user)) problems.push('the image does not run as a numbered user other than root')
  if (instructions.some(({ name }) => name === 'RUN')) problems.push('the last stage runs commands: its base has no shell')
  if (instructions.some(({ name, flags }) => name === 'COPY' && flags.from === undefined))
    problems.push('the last stage copies from outside the build')
  if (!instructions.some(({ name }) => name === 'ENTRYPOINT')) problems.push('the image has no entry point')
  return problems
}

function judgeIgnore(ignore: string): string[] {
  const lines = ignore.split('\n')
  if (lines.find((line) => line !== '' && !line.startsWith('#')) !== '*') return ['.dockerignore does not begin by leaving everything out']
  return ['**/node_modules', '**/.env*', '**/.quint', '**/.next']
    .filter((line) => !lines.includes(line))
    .map((line) => `.dockerignore lets ${line} in`)
}
