/** Runs in the page's isolated world when the panel asks: the page's own scripts neither see it nor can answer in its place. */
import { hackerrankStatement } from '../judges/hackerrank-page.ts'
import { type Found, leetcodeNextData, leetcodeStatement } from '../judges/leetcode-page.ts'
import { longestSelection, type PageAnswer, type PageRequest } from './request.ts'

const fetchDeadlineMs = 8000
const mostAnswerCharacters = 8_000_000
/** A statement may be drawn a moment after the address has changed. */
const statementWaitMs = 2500

async function answer(request: PageRequest): Promise<PageAnswer> {
  switch (request.wanted) {
    case 'leetcode question':
      return ask('/graphql/', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'X-CSRFToken': cookie('csrftoken') },
        body: JSON.stringify({ operationName: 'question', query: request.query, variables: { titleSlug: request.slug } }),
      })
    case 'leetcode submissions':
      return ask(`/api/submissions/?${new URLSearchParams({ offset: String(request.offset), limit: '20', lastkey: request.lastKey })}`, {
        headers: { Accept: 'application/json' },
      })
    case 'hackerrank challenge':
      return ask(`/rest/contests/${encodeURIComponent(request.contest)}/challenges/${encodeURIComponent(request.slug)}`, {
        headers: { Accept: 'application/json', 'X-Requested-With': 'XMLHttpRequest' },
      })
    case 'leetcode next data':
      return here(leetcodeNextData(document))
    case 'leetcode statement':
      return here(await settled(() => leetcodeStatement(document, request.slug)))
    case 'hackerrank statement':
      return here(await settled(() => hackerrankStatement(document, request.slug)))
    case 'selection':
      return here({ title: document.title.slice(0, 500), text: String(getSelection() ?? '').slice(0, longestSelection) })
  }
}

async function ask(address: string, init: RequestInit): Promise<PageAnswer> {
  try {
    const response = await fetch(address, { ...init, credentials: 'include', signal: AbortSignal.timeout(fetchDeadlineMs) })
    const text = await response.text()
    return { ...here(text.length > mostAnswerCharacters ? undefined : parsed(text)), status: response.status }
  } catch {
    return { ...here(undefined), status: 0 }
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function here(body: unknown): PageAnswer {
  return { path: location.pathname, body }
}

/** Looks again at every change of the page until the statement is the right one, or long enough. */
function settled(look: () => Found): Promise<Found> {
  const first = look()
  if (!('lacking' in first)) return Promise.resolve(first)
  return new Promise((resolve) => {
    let last: Found = first
    const end = (): void => {
      observer.disconnect()
      clearTimeout(timer)
      resolve(last)
    }
    const observer = new MutationObserver(() => {
      last = look()
      if (!('lacking' in last)) end()
    })
    const timer = setTimeout(end, statementWaitMs)
    observer.observe(document, { childList: true, subtree: true, characterData: true, attributes: true, attributeFilter: ['href'] })
  })
}

function cookie(name: string): string {
  const found = document.cookie.split('; ').find((entry) => entry.startsWith(`${name}=`))
  return found === undefined ? '' : decodeURIComponent(found.slice(name.length + 1))
}

Object.assign(globalThis, { quintAnswer: answer })
