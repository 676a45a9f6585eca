/** The page of results: what came out of rendering every topic. */

export interface TopicRow {
  readonly id: string
  readonly title: string
  readonly seconds: number
  readonly scenes: number
  readonly sentences: number
  readonly boxes: number
  readonly overflowing: number
  readonly cpuPerSecond: number
  readonly megabytesPerMinute: number
  readonly lufs: number
  /** dBTP */
  readonly peak: number
  /** Between the ends of picture and sound. */
  readonly apartMs: number
  readonly chapters: number
  readonly chaptersOnKeyFrames: number
}

export function page(rows: readonly TopicRow[]): string {
  const sum = (of: (row: TopicRow) => number): number => rows.reduce((all, row) => all + of(row), 0)
  const seconds = sum((row) => row.seconds)
  const range = (of: (row: TopicRow) => number, digits: number): string => {
    const values = rows.map(of)
    return `${Math.min(...values).toFixed(digits)} to ${Math.max(...values).toFixed(digits)}`
  }
  const facts: readonly (readonly [string, string, string])[] = [
    ['Films', `${rows.length}, ${(seconds / 60).toFixed(1)} minutes in all`, 'at least 60'],
    ['Boxes of text and drawings that overflow', `${sum((row) => row.overflowing)} of ${sum((row) => row.boxes)}`, '0'],
    [
      'Processor time for a second of film, all topics',
      `${(sum((row) => row.cpuPerSecond * row.seconds) / seconds).toFixed(3)} s`,
      'at most 0.12 s on a machine at rest; this one did other work beside it',
    ],
    ['Size of a minute', `${range((row) => row.megabytesPerMinute, 2)} MB`, 'at most 2 MB'],
    ['Loudness of the decoded film', `${range((row) => row.lufs, 1)} LUFS`, '−16 ± 1 LUFS'],
    ['True peak of the decoded film', `${range((row) => row.peak, 1)} dBTP`, 'under −1 dBTP'],
    ['Picture and sound end apart by', `${range((row) => row.apartMs, 0)} ms`, 'at most one frame, 40 ms'],
    ['Chapters that begin on a key frame', `${sum((row) => row.chaptersOnKeyFrames)} of ${sum((row) => row.chapters)}`, 'all'],
  ]
  const line = (row: TopicRow): readonly string[] => [
    row.title,
    row.seconds.toFixed(1),
    `${row.scenes}`,
    `${row.sentences}`,
    `${row.boxes}`,
    `${row.overflowing}`,
    row.cpuPerSecond.toFixed(3),
    row.megabytesPerMinute.toFixed(2),
    row.lufs.toFixed(1),
    row.peak.toFixed(1),
  ]
  const columns = ['topic', 'seconds', 'scenes', 'sentences', 'boxes', 'overflowing', 'CPU s per second', 'MB per minute', 'LUFS', 'dBTP']
  return `# Videos

Every topic that is written down, rendered offline at 1280 × 720 by the renderer that is always there, and read again by another reader than the one that wrote it.
Made by \`node services/content/topics.ts --write\`; boxes are measured by the program that draws the slides. How films are made: [services/content](../services/content/README.md).

${table([['what', 'measured', 'wanted'], ...facts], () => false)}

${table([columns, ...rows.map(line)], (column) => column > 0)}
`
}

/** In Markdown, its columns as wide as the formatter wants them. */
function table(lines: readonly (readonly string[])[], toTheRight: (column: number) => boolean): string {
  const [head = [], ...body] = lines
  const widths = head.map((_, column) => Math.max(3, ...lines.map((cells) => cells[column]?.length ?? 0)))
  const joined = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => (toTheRight(column) ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0))).join(' | ')} |`
  const rule = `| ${widths.map((width, column) => (toTheRight(column) ? `${'-'.repeat(width - 1)}:` : '-'.repeat(width))).join(' | ')} |`
  return [joined(head), rule, ...body.map(joined)].join('\n')
}
