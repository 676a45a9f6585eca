/** Where in a text somebody can be recognised: addresses, numbers, accounts, names that are said. */

export type IdentifyingKind = 'link' | 'e-mail' | 'number' | 'handle' | 'name'

export interface Identifying {
  readonly kind: IdentifyingKind
  readonly start: number
  readonly end: number
}

const tlds = 'com|org|net|io|dev|app|gg|edu|gov|xyz|info|ai|me|co|tv|cn|ru|de|uk|fr|jp|ch|in|ly'
const sureTlds = 'com|org|net|io|dev|app|gg|edu|gov|xyz|info'

const linkPatterns = [
  /\b(?:https?|ftp):\/\/[^\s<>"'“”)\]]{1,2000}/giu,
  /\bwww\.[^\s<>"'“”)\]]{1,2000}/giu,
  new RegExp(String.raw`(?<![\w@.-])(?:[a-z0-9-]{1,63}\.){1,4}(?:${tlds})(?::\d{2,5})?\/[^\s<>"'“”)\]]{0,2000}`, 'giu'),
  new RegExp(String.raw`(?<![\w@.-])(?:[a-z0-9-]{1,63}\.){1,4}(?:${sureTlds})(?![\w(.-])`, 'giu'),
]

const mailPatterns = [
  /[\p{L}\p{N}._%+-]{1,64}@(?:[\p{L}\p{N}-]{1,63}\.){1,6}\p{L}{2,24}/giu,
  new RegExp(String.raw`\b[\w.+-]{1,64}(?: at | ?[([{]at[)\]}] ?)(?:[\w-]{1,63}(?: dot | ?[([{]dot[)\]}] ?|\.)){1,4}(?:${tlds})\b`, 'giu'),
]

const numberPatterns = [/(?<![\w.])\+\d{1,3}(?:[ .-]?\(?\d{2,4}\)?){2,5}(?!\w)/gu, /(?<![\w.])(?:\(\d{3}\) ?|\d{3}[.-])\d{3}[.-]\d{4}(?!\w)/gu]

/** Annotations of programs look like handles. */
const annotations =
  /^@(?:override|param|returns?|throws|cache|cached_property|lru_cache|property|staticmethod|classmethod|dataclass|abstractmethod|test|deprecated|author|see|since|todo|type|staticmethod|nonnull|nullable)$/i

const services =
  'telegram|discord|linkedin|instagram|insta|twitter|github|gitlab|leetcode|hackerrank|whatsapp|skype|wechat|facebook|snapchat|tiktok|reddit'

const handlePatterns = [
  /(?<![\p{L}\p{N}_.@])@[\p{L}\p{N}_](?:[\p{L}\p{N}_.-]{0,38}[\p{L}\p{N}_])?/gu,
  /(?<![\w#])\w{2,32}#\d{4}(?!\w)/gu,
  /(?<![\w/])\/?u\/[\w-]{3,30}/gu,
  new RegExp(
    String.raw`\b(?:my )?(?:${services})(?: (?:id|handle|user|username|name|account|profile))?(?: is| ?[:=]) ?[\p{L}\p{N}_.@/-]{2,60}`,
    'giu',
  ),
]

const said =
  /\b(?:[Mm]y (?:full |first |last |real )?name(?: is|'s|’s)|[Cc]all me|[Ii] am called|[Ss]igned,|[Rr]egards,|[Cc]heers,)\s{1,3}(\p{Lu}[\p{L}'’-]{1,40}(?: \p{Lu}[\p{L}'’-]{0,40}){0,3})/gu

/** @param names words that are known to name somebody. @returns what identifies, in order and without overlaps. */
export function identifying(text: string, names: readonly string[] = []): readonly Identifying[] {
  const found = [
    ...all(text, 'e-mail', mailPatterns),
    ...all(text, 'link', linkPatterns).map((link) => ({
      ...link,
      end: link.start + text.slice(link.start, link.end).replace(/[.,;:!?]+$/, '').length,
    })),
    ...all(text, 'number', numberPatterns),
    ...all(text, 'handle', handlePatterns).filter(({ start, end }) => !annotations.test(text.slice(start, end))),
    ...[...text.matchAll(said)].map((match): Identifying => {
      const name = match[1] ?? ''
      return { kind: 'name', start: match.index + match[0].length - name.length, end: match.index + match[0].length }
    }),
    ...all(text, 'name', names.flatMap(namePattern)),
  ].sort((a, b) => a.start - b.start || b.end - a.end)
  return found.filter((one, index) => found.slice(0, index).every((earlier) => earlier.end <= one.start || covers(one, earlier)))
}

/** Of two that overlap, the earlier and longer one stands: it begins first, so nothing before it covers it. */
function covers(one: Identifying, earlier: Identifying): boolean {
  return earlier.start > one.start
}

function all(text: string, kind: IdentifyingKind, patterns: readonly RegExp[]): Identifying[] {
  return patterns.flatMap((pattern) => [...text.matchAll(pattern)].map((match) => ({ kind, start: match.index, end: match.index + match[0].length })))
}

function namePattern(name: string): readonly RegExp[] {
  return name.trim().length < 2 ? [] : [new RegExp(String.raw`(?<![\p{L}\p{N}])${RegExp.escape(name.trim())}(?![\p{L}\p{N}])`, 'giu')]
}
