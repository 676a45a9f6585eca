/** A problem as it is typed in, and as the coach takes it. */
import type { Algorithm } from '../../../coach/coach-client.ts'
import { amount, longestStatement } from '../../../coach/words.ts'

export interface ProblemForm {
  readonly title: string
  readonly url: string
  readonly statement: string
}

export const emptyProblem: ProblemForm = { title: '', url: '', statement: '' }

/** @param json a kept draft; anything else is an empty form. */
export function readProblem(json: string | undefined): ProblemForm {
  if (json === undefined) return emptyProblem
  try {
    const value = JSON.parse(json) as Partial<Record<keyof ProblemForm, unknown>> | null
    const text = (field: unknown): string => (typeof field === 'string' ? field : '')
    return { title: text(value?.title), url: text(value?.url), statement: text(value?.statement) }
  } catch {
    return emptyProblem
  }
}

/** Undefined when it can be taken. A browser that cuts what is pasted would not say so. */
export function statementMistake({ statement }: ProblemForm): string | undefined {
  const over = statement.trim().length - longestStatement
  return over > 0 ? `${amount(over, 'character')} too long: keep what the problem needs.` : undefined
}

/** Empty fields are left out; an address without a scheme is taken for https. */
export function toAlgorithm({ title, url, statement }: ProblemForm): Algorithm {
  const address = toAddress(url.trim())
  return {
    title: title.trim(),
    ...(address === undefined ? {} : { url: address.href, site: siteOf(address) }),
    ...(statement.trim() === '' ? {} : { statement: statement.trim() }),
  }
}

function toAddress(text: string): URL | undefined {
  if (text === '') return undefined
  const full = /^[a-z][a-z0-9+.-]*:/i.test(text) && !/^[^/:]+\.[^/:]+:\d/.test(text) ? text : `https://${text}`
  if (!URL.canParse(full)) return undefined
  const url = new URL(full)
  return url.protocol === 'https:' || url.protocol === 'http:' ? url : undefined
}

function siteOf({ hostname }: URL): string {
  if (/(^|\.)leetcode\.(com|cn)$/.test(hostname)) return 'leetcode'
  return /(^|\.)hackerrank\.com$/.test(hostname) ? 'hackerrank' : 'other'
}
