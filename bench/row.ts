/** One measured figure and the budget it is held to. */
import type { Compared } from './rounds.ts'

export interface Row {
  readonly name: string
  readonly measured: number
  /** 'ms', 'µs', '×', 'MiB' … */
  readonly unit: string
  /** The most it may be; a row without one only informs. */
  readonly atMost?: number
  readonly note?: string
}

/** A row that could not be measured counts as over its budget. */
export interface Failed {
  readonly name: string
  readonly error: string
}

interface Comparison {
  readonly name: string
  readonly atMost: number
  /** 'a token', 'a request' … */
  readonly piece: string
  readonly compared: Compared
  readonly more?: string
}

export function comparison({ name, atMost, piece, compared, more = '' }: Comparison): Row {
  const costs = `${compared.ours.toFixed(0)} µs over ${compared.raw.toFixed(0)} µs ${piece}`
  return {
    name,
    measured: compared.ratio,
    unit: '×',
    atMost,
    note: `${costs}${more}; single rounds ${compared.lowest.toFixed(2)} to ${compared.highest.toFixed(2)}`,
  }
}

export function isOver(row: Row | Failed): boolean {
  return 'error' in row || (row.atMost !== undefined && !(row.measured <= row.atMost))
}

export function table(rows: readonly (Row | Failed)[]): string {
  return drawn([['What', 'Measured', 'Budget', 'Verdict', 'Note'], ...rows.map(cellsOf)])
}

/** In Markdown, its columns as wide as the formatter wants them. */
export function drawn(lines: readonly (readonly string[])[]): string {
  const widths = lines[0]?.map((_, column) => Math.max(3, ...lines.map((cells) => cells[column]?.length ?? 0))) ?? []
  const [head = '', ...body] = lines.map((cells) => joined(cells.map((cell, column) => padded(cell, column, widths[column]))))
  const rule = joined(widths.map((width, column) => (toTheRight(column) ? `${'-'.repeat(width - 1)}:` : '-'.repeat(width))))
  return [head, rule, ...body].join('\n')
}

export function cellsOf(row: Row | Failed): string[] {
  if ('error' in row) return [row.name, 'not measured', '', 'over', row.error.split('\n')[0]?.replaceAll('|', '\\|') ?? '']
  const verdict = row.atMost === undefined ? '' : isOver(row) ? 'over' : 'kept'
  const budget = row.atMost === undefined ? '' : `≤ ${row.atMost} ${row.unit}`
  return [row.name, `${figure(row)} ${row.unit}`, budget, verdict, row.note ?? '']
}

function joined(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`
}

function padded(cell: string, column: number, width = 0): string {
  return toTheRight(column) ? cell.padStart(width) : cell.padEnd(width)
}

/** Figures stand under figures. */
function toTheRight(column: number): boolean {
  return column === 1 || column === 2
}

/** Three digits, or as many as show that it is over. */
function figure({ measured, atMost }: Row): string {
  const least = measured >= 100 ? 0 : measured >= 10 ? 1 : 2
  const digits = [least, least + 1, least + 2, least + 3].find(
    (count) => atMost === undefined || measured > atMost === Number(measured.toFixed(count)) > atMost,
  )
  return measured.toFixed(digits ?? least)
}
