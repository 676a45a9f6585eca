/** Finds the statement that stands on a LeetCode page, with evidence whose it is: after client navigation the old one may still be there. */
export interface PagePiece {
  readonly title: string
  readonly html: string
}

export type Found = PagePiece | { readonly lacking: 'another-problem' | 'not-on-page' }

/** The hook of the present layout, and the one of the layout before. Class names change with every build. */
const statements = ['[data-track-load="description_content"]', '[data-key="description-content"]'] as const

export function leetcodeStatement(page: Document, slug: string): Found {
  for (const selector of statements) {
    const statement = page.querySelector(selector)
    if (statement !== null) return ofThisProblem(page, statement, slug)
  }
  return { lacking: 'not-on-page' }
}

export function leetcodeNextData(page: Document): unknown {
  try {
    return JSON.parse(page.querySelector('script#__NEXT_DATA__')?.textContent ?? '')
  } catch {
    return undefined
  }
}

function ofThisProblem(page: Document, statement: Element, slug: string): Found {
  const link = titleLink(page, statement)
  if (link !== undefined) {
    const linked = /^\/problems\/([^/?#]+)/.exec(link.getAttribute('href') ?? '')?.[1]
    return linked?.toLowerCase() === slug ? piece(link.textContent, statement) : { lacking: 'another-problem' }
  }
  const title = page.querySelector('[data-cy="question-title"]')?.textContent ?? ''
  return squashed(title.replace(/^\s*[\w ]*\d+\.\s/, '')) === squashed(slug) ? piece(title, statement) : { lacking: 'another-problem' }
}

/** The link to a problem that stands nearest before the statement is its title. */
function titleLink(page: Document, statement: Element): Element | undefined {
  const before = 2 // Node.DOCUMENT_POSITION_PRECEDING
  return Array.from(page.querySelectorAll('a[href^="/problems/"]'))
    .filter((link) => (statement.compareDocumentPosition(link) & before) !== 0 && (link.textContent ?? '').trim() !== '')
    .at(-1)
}

function piece(title: string | null, statement: Element): PagePiece {
  return { title: (title ?? '').trim(), html: statement.innerHTML }
}

export function squashed(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
}
