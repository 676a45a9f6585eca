/** One measured figure and the budget it is held to. */
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

export function isOver(row: Row | Failed): boolean {
  return 'error' in row || (row.atMost !== undefined && !(row.measured <= row.atMost))
}

export function table(rows: readonly (Row | Failed)[]): string {
  const lines = rows.map((row) => {
    if ('error' in row) return `| ${row.name} | not measured | | over | ${row.error.split('\n')[0]} |`
    const verdict = row.atMost === undefined ? '' : isOver(row) ? 'over' : 'kept'
    const budget = row.atMost === undefined ? '' : `≤ ${row.atMost} ${row.unit}`
    return `| ${row.name} | ${figure(row.measured)} ${row.unit} | ${budget} | ${verdict} | ${row.note ?? ''} |`
  })
  return ['| What | Measured | Budget | | |', '| --- | ---: | ---: | --- | --- |', ...lines].join('\n')
}

function figure(value: number): string {
  if (value >= 100) return value.toFixed(0)
  if (value >= 10) return value.toFixed(1)
  return value.toFixed(2)
}
