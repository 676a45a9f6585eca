/** The web app's cookies: HttpOnly, SameSite=Lax, and host-bound where the address is https. */
import type { Request, Response } from 'express'

export interface Cookies {
  set(response: Response, tokens: { readonly accessToken: string; readonly refreshToken: string; readonly expiresIn: number }): void
  clear(response: Response): void
  access(request: Request): string | undefined
  refresh(request: Request): string | undefined
}

const refreshSeconds = 30 * 86_400

export function webCookies(publicUrl: string): Cookies {
  const secure = publicUrl.startsWith('https:')
  const prefix = secure ? '__Host-' : ''
  const options = { httpOnly: true, sameSite: 'lax', secure, path: '/' } as const
  const name = { access: `${prefix}quint_access`, refresh: `${prefix}quint_refresh` }
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
  }
}

function read(request: Request, name: string): string | undefined {
  for (const part of (request.headers.cookie ?? '').split(';')) {
    const [key, value] = part.split('=', 2)
    if (key?.trim() === name && value !== undefined && value !== '') return value.trim()
  }
  return undefined
}
