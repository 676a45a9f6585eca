/** The web app's cookies: HttpOnly, SameSite=Lax, and host-bound where the address is https. */
import type { Request, Response } from 'express'

export interface Cookies {
  set(response: Response, tokens: { readonly accessToken: string; readonly refreshToken: string; readonly expiresIn: number }): void
  clear(response: Response): void
  access(request: Request): string | undefined
  refresh(request: Request): string | undefined
  /** The ticket of a sign-in that waits for its second factor. */
  setTicket(response: Response, wanted: { readonly mfaTicket: string; readonly expiresIn: number }): void
  ticket(request: Request): string | undefined
}

const refreshSeconds = 30 * 86_400

export function webCookies(publicUrl: string): Cookies {
  const secure = publicUrl.startsWith('https:')
  const prefix = secure ? '__Host-' : ''
  const options = { httpOnly: true, sameSite: 'lax', secure, path: '/' } as const
  const name = { access: `${prefix}quint_access`, refresh: `${prefix}quint_refresh`, ticket: `${prefix}quint_ticket` }
  return {
    set(response, tokens) {
      response.cookie(name.access, tokens.accessToken, { ...options, maxAge: tokens.expiresIn * 1000 })
      response.cookie(name.refresh, tokens.refreshToken, { ...options, maxAge: refreshSeconds * 1000 })
    },
    clear(response) {
      response.clearCookie(name.access, options)
      response.clearCookie(name.refresh, options)
    },
    access: (request) => read(request, name.access),
    refresh: (request) => read(request, name.refresh),
    setTicket(response, { mfaTicket, expiresIn }) {
      response.cookie(name.ticket, mfaTicket, { ...options, maxAge: expiresIn * 1000 })
    },
    ticket: (request) => read(request, name.ticket),
  }
}

function read(request: Request, name: string): string | undefined {
  for (const part of (request.headers.cookie ?? '').split(';')) {
    const [key, value] = part.split('=', 2)
    if (key?.trim() === name && value !== undefined && value !== '') return value.trim()
  }
  return undefined
}

/** A cookie of its own, under the same rules, for what one browser keeps for us for a while. */
export interface BrowserCookie {
  set(response: Response, value: string, seconds: number): void
  clear(response: Response): void
  read(request: Request): string | undefined
}

export function browserCookie(publicUrl: string, plainName: string): BrowserCookie {
  const secure = publicUrl.startsWith('https:')
  const name = `${secure ? '__Host-' : ''}${plainName}`
  const options = { httpOnly: true, sameSite: 'lax', secure, path: '/' } as const
  return {
    set: (response, value, seconds) => void response.cookie(name, value, { ...options, maxAge: seconds * 1000 }),
    clear: (response) => void response.clearCookie(name, options),
    read: (request) => read(request, name),
  }
}
