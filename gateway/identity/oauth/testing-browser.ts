/** A browser for tests as far as signing in needs one: follows redirects, keeps cookies by host, and fills in the one form of a provider's page. */

export interface Page {
  readonly url: URL
  readonly status: number
  readonly text: string
}

export interface TestBrowser {
  /** Follows redirects until `until` says stop, or there are none. */
  go(address: string | URL, until?: (url: URL) => boolean): Promise<Page>
  /** Sends the form of a page. */
  submit(page: Page, fields: Readonly<Record<string, string>>, until?: (url: URL) => boolean): Promise<Page>
  /** As a script of our own page. */
  api(method: string, address: string | URL, body?: unknown): Promise<Response>
  readonly cookies: Map<string, string>
  /** Each with the attributes that it came with. */
  readonly received: string[]
}

const mostSteps = 15

export function testBrowser(): TestBrowser {
  const cookies = new Map<string, string>()
  const received: string[] = []
  const request = async (url: URL, init: RequestInit): Promise<Response> => {
    const headers = new Headers(init.headers)
    if (cookies.size > 0) headers.set('cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '))
    const response = await fetch(url, { ...init, headers, redirect: 'manual' })
    for (const line of response.headers.getSetCookie()) keep(line)
    return response
  }
  const keep = (line: string): void => {
    received.push(line)
    const [pair = '', ...attributes] = line.split(';')
    const [name = '', ...value] = pair.split('=')
    const gone = attributes.some((attribute) => /^\s*expires=thu, 01 jan 1970/i.test(attribute))
    if (gone) cookies.delete(name.trim())
    else cookies.set(name.trim(), value.join('='))
  }
  const follow = async (start: URL, init: RequestInit, until: (url: URL) => boolean): Promise<Page> => {
    let [url, response] = [start, await request(start, init)]
    for (let step = 0; step < mostSteps && response.status >= 300 && response.status < 400; step += 1) {
      await response.body?.cancel()
      url = new URL(response.headers.get('location') ?? '', url)
      if (until(url)) return { url, status: 0, text: '' }
      response = await request(url, {})
    }
    return { url, status: response.status, text: await response.text() }
  }
  return {
    cookies,
    received,
    go: (address, until = () => false) => follow(new URL(address), {}, until),
    submit(page, fields, until = () => false) {
      const action = /<form[^>]* action="([^"]+)"/.exec(page.text)?.[1]
      if (action === undefined) throw new Error(`there is no form at ${page.url.href}: ${page.status} ${page.text.slice(0, 300)}`)
      return follow(new URL(action, page.url), { method: 'POST', body: new URLSearchParams(fields) }, until)
    },
    api(method, address, body) {
      const url = new URL(address)
      const headers = { 'X-Quint-Client': 'web', Origin: url.origin, 'Sec-Fetch-Site': 'same-origin', 'Content-Type': 'application/json' }
      return request(url, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) })
    },
  }
}
