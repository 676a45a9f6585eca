/** Syntax trees: the nodes of one, in the order of the text. */
import type { SyntaxNode } from '@lezer/common'

export function children(node: SyntaxNode): readonly SyntaxNode[] {
  const found: SyntaxNode[] = []
  for (let child = node.firstChild; child !== null; child = child.nextSibling) found.push(child)
  return found
}

export function all(node: SyntaxNode, wanted: (node: SyntaxNode) => boolean): readonly SyntaxNode[] {
  const inner = children(node).flatMap((child) => all(child, wanted))
  return wanted(node) ? [node, ...inner] : inner
}

export function ancestors(node: SyntaxNode): readonly SyntaxNode[] {
  return node.parent === null ? [] : [node.parent, ...ancestors(node.parent)]
}

/** What stands where a text cannot be read; none when it can. */
export function unreadable(top: SyntaxNode, text: string): readonly string[] {
  const [first] = all(top, (node) => node.type.isError)
  return first === undefined ? [] : [`cannot be read at "${text.slice(Math.max(0, first.from - 12), first.from + 12)}"`]
}
