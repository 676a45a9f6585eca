/** What Postgres and every reader of JSON can keep: no half characters, no zero byte. */
export function isText(value: string): boolean {
  return !value.includes('\0') && value.isWellFormed()
}
