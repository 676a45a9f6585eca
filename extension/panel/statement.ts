/** Makes a stranger's HTML harmless before anything of it is shown or kept. */
import { longestStatement } from '@quint/web/coach/words.ts'
import DOMPurify from 'dompurify'
import { readable } from '../judges/latex.ts'
import type { Problem } from '../judges/problem.ts'
import { textOfStatement } from '../judges/statement-text.ts'

export interface Statement {
  readonly shown: DocumentFragment
  readonly text: string
  /** True where the text was longer than can be kept. */
  readonly cut: boolean
}

/** What a statement is made of; whatever else there is loses its tag and keeps its words. No attribute at all stays. */
const tags =
  'b blockquote br code div dd dl dt em h1 h2 h3 h4 h5 h6 hr i kbd li ol p pre s small span strong sub sup table tbody td tfoot th thead tr u ul var'.split(
    ' ',
  )

export function statementOf({ html, mathematics }: Pick<Problem, 'html' | 'mathematics'>): Statement {
  const shown = DOMPurify.sanitize(html, {
    ALLOWED_TAGS: tags,
    ALLOWED_ATTR: [],
    ALLOW_ARIA_ATTR: false,
    ALLOW_DATA_ATTR: false,
    RETURN_DOM_FRAGMENT: true,
  })
  if (mathematics) readableIn(shown)
  const text = textOfStatement(shown)
  return { shown, text: text.slice(0, longestStatement).toWellFormed(), cut: text.length > longestStatement }
}

function readableIn(node: Node): void {
  for (const child of node.childNodes) {
    if (child.nodeType === Node.TEXT_NODE) child.nodeValue = readable(child.nodeValue ?? '')
    else if (child.nodeName !== 'PRE' && child.nodeName !== 'CODE') readableIn(child)
  }
}
