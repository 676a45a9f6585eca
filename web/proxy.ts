/** Runs before each page: a fresh nonce, and the content security policy that goes with it. */
import { type NextRequest, NextResponse } from 'next/server'

export function proxy(request: NextRequest): NextResponse {
  const nonce = crypto.randomUUID().replaceAll('-', '')
  const policy = contentSecurityPolicy(nonce, {
    development: process.env.NODE_ENV === 'development',
    editor: editorPage.test(request.nextUrl.pathname),
  })
  const headers = new Headers(request.headers)
  headers.set('x-nonce', nonce)
  // Next reads the nonce for its own scripts from this request header.
  headers.set('Content-Security-Policy', policy)
  const response = NextResponse.next({ request: { headers } })
  response.headers.set('Content-Security-Policy', policy)
  return response
}

/** The room of an interview, a design that is drawn, a lesson of the lab. Whoever goes there loads the page anew, so that its policy holds. */
const editorPage = /^\/(?:interview\/[^/]+|design\/(?!runs$)[^/]+|lab\/(?!(?:board|compare)$)[^/]+)$/

interface Page {
  /** The development server evaluates code, and writes styles into the page. */
  readonly development: boolean
  /** Monaco places its lines by style attributes. */
  readonly editor: boolean
}

function contentSecurityPolicy(nonce: string, { development, editor }: Page): string {
  return [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ''}`,
    development ? "style-src 'self' 'unsafe-inline'" : `style-src 'self' 'nonce-${nonce}'`,
    ...(editor ? ["style-src-attr 'unsafe-inline'"] : []),
    "img-src 'self' data:",
    "media-src 'self'",
    "font-src 'self'",
    `connect-src 'self'${development ? ' ws:' : ''}`,
    "manifest-src 'self'",
    "worker-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')
}

export const config = { matcher: ['/((?!_next/static|_next/image|favicon.ico|icon.svg|icons/|monaco/|sw.js$|worker/|manifest.webmanifest$).*)'] }
