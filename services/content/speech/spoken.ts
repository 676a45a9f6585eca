/** A sentence as a voice reads it: signs of code and mathematics become words. */

const words: readonly (readonly [RegExp, string])[] = [
  [/\bO\(([^()]*(?:\([^()]*\)[^()]*)*)\)/g, 'O of $1'],
  [/\blog\b/gi, 'log'],
  [/²/g, ' squared'],
  [/³/g, ' cubed'],
  [/(\w)\^(\w)/g, '$1 to the power $2'],
  [/<=|≤/g, ' at most '],
  [/>=|≥/g, ' at least '],
  [/!=|≠/g, ' is not '],
  [/==/g, ' equals '],
  [/->|→/g, ' to '],
  [/×/g, ' times '],
  [/&/g, ' and '],
  [/%/g, ' percent'],
  [/\//g, ' slash '],
  [/_/g, ' '],
  [/\bSQL\b/g, 'sequel'],
  [/\bAPI\b/g, 'A P I'],
]

export function spoken(sentence: string): string {
  const read = words.reduce((text, [sign, word]) => text.replace(sign, word), sentence.normalize('NFKC'))
  return read
    .normalize('NFD')
    .replace(/[‘’]/g, "'")
    .replace(/[–—]/g, ', ')
    .replace(/[^\x20-\x7e]/g, '')
    .replace(/[<>[\]{}|\\^~`*#$@"]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
}
