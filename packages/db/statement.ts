/** Cuts a file of SQL into its statements: strings, dollar quotes and comments keep their semicolons. */

/** What may hold a semicolon that ends nothing. */
const opaque = /--[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^']|'')*'|"(?:[^"]|"")*"|(\$\w*\$)[\s\S]*?\1/g

export interface Statement {
  /** As it stands in the file, without its semicolon. */
  readonly text: string
  /** Without comments, in lower case, with single spaces; strings and bodies of functions are left as ''. */
  readonly plain: string
}

export function statementsOf(sql: string): readonly Statement[] {
  // Same length, so that places in one are places in the other.
  const masked = sql.replace(opaque, (part) => part.replace(/[^\n]/g, ' '))
  const found: Statement[] = []
  let from = 0
  for (const end of [...[...masked.matchAll(/;/g)].map((match) => match.index), sql.length]) {
    const text = sql.slice(from, end).trim()
    from = end + 1
    const plain = plainOf(text)
    if (plain !== '') found.push({ text, plain })
  }
  return found
}

function plainOf(text: string): string {
  const without = text.replace(opaque, (part) => (part.startsWith('--') || part.startsWith('/*') ? ' ' : part.startsWith('"') ? part : "''"))
  return without.toLowerCase().replace(/\s+/g, ' ').trim()
}
