/** A device's code as it is shown: two groups of four, whatever was typed or pasted. */

const length = 8

export function codeAsShown(typed: string): string {
  const letters = typed
    .toUpperCase()
    .replace(/[^A-Z]/g, '')
    .slice(0, length)
  return letters.length > length / 2 ? `${letters.slice(0, length / 2)}-${letters.slice(length / 2)}` : letters
}

export function isWhole(code: string): boolean {
  return code.replace('-', '').length === length
}
