/** The words by which a session is found again. */

const mostWords = 4000
const longestWord = 64

/** Small letters without marks; a word of a script without spaces is found by how it begins. */
export function searchWords(...texts: readonly string[]): string[] {
  const words = new Set<string>()
  for (const text of texts) {
    for (const [word] of plain(text).matchAll(/[\p{L}\p{N}]+/gu)) {
      if (words.size === mostWords) return [...words]
      words.add(word.slice(0, longestWord))
    }
  }
  return [...words]
}

function plain(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
}
