/** A statement's elements as plain text, with its lines, lists, powers and examples kept. */
const block = /^(ADDRESS|ARTICLE|DD|DIV|DL|DT|FIGURE|HR|SECTION)$/
const spaced = /^(P|PRE|UL|OL|TABLE|BLOCKQUOTE|H[1-6])$/

/** @param root made harmless before: what stands in it is taken as text, whatever it is. */
export function textOfStatement(root: Node): string {
  const pieces: string[] = []
  write(root, false, pieces)
  const lines = pieces
    .join('')
    .split('\n')
    .map((line) => line.trimEnd())
  return lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

function write(node: Node, preformatted: boolean, pieces: string[]): void {
  for (const child of Array.from(node.childNodes)) {
    if (child.nodeType === 3) pieces.push(lineOf(child.nodeValue ?? '', preformatted, pieces.at(-1)))
    else if (child.nodeType === 1) writeElement(child as Element, preformatted, pieces)
  }
}

function lineOf(text: string, preformatted: boolean, before: string | undefined): string {
  if (preformatted) return text
  const folded = text.replace(/[\s\u00a0]+/g, ' ')
  return before === undefined || /\s$/.test(before) ? folded.trimStart() : folded
}

function writeElement(element: Element, preformatted: boolean, pieces: string[]): void {
  const name = element.tagName.toUpperCase()
  if (name === 'BR') {
    pieces.push('\n')
    return
  }
  const [before, after] = gapsOf(name)
  if (before !== '') pieces.push(before)
  write(element, preformatted || name === 'PRE', pieces)
  if (after !== '') pieces.push(after)
}

/** What stands before and after an element. */
function gapsOf(name: string): readonly [before: string, after: string] {
  switch (name) {
    case 'LI':
      return ['\n- ', '']
    case 'TR':
      return ['\n', '']
    case 'TD':
    case 'TH':
      return ['', ' | ']
    case 'SUP':
      return ['^', '']
    case 'SUB':
      return ['_', '']
    default:
      if (spaced.test(name)) return ['\n\n', '\n\n']
      return block.test(name) ? ['\n', '\n'] : ['', '']
  }
}
