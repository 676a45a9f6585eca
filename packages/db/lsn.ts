/** Positions in the log of a server, and the files that hold them. */

/** Bytes since the beginning of the log. */
export type Lsn = bigint

/** @param text such as 0/3000060. */
export function parseLsn(text: string): Lsn {
  const [, high, low] = /^([0-9A-F]{1,8})\/([0-9A-F]{1,8})$/i.exec(text) ?? []
  if (high === undefined || low === undefined) throw new Error(`not a position in a log: "${text}"`)
  return (BigInt(`0x${high}`) << 32n) | BigInt(`0x${low}`)
}

export function formatLsn(lsn: Lsn): string {
  return `${(lsn >> 32n).toString(16).toUpperCase()}/${(lsn & 0xffffffffn).toString(16).toUpperCase()}`
}

/** @returns the name of the file that holds the position: timeline, then the number of the file in two halves. */
export function segmentName(timeline: number, lsn: Lsn, segmentBytes: number): string {
  const number = lsn / BigInt(segmentBytes)
  const perHalf = 0x1_0000_0000n / BigInt(segmentBytes)
  const hex = (value: bigint | number): string => value.toString(16).toUpperCase().padStart(8, '0')
  return hex(timeline) + hex(number / perHalf) + hex(number % perHalf)
}

/** The first position of the file that holds this one. */
export function segmentStart(lsn: Lsn, segmentBytes: number): Lsn {
  return lsn - (lsn % BigInt(segmentBytes))
}
