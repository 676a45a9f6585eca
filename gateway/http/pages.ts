/** The few pages that the gateway shows by itself: the API's documentation and the mailbox. */
import type { RequestHandler } from 'express'
import type { Mailbox } from '../identity/mail/mailer.ts'
import type { Route } from './route.ts'

const style = `<style>:root{color-scheme:light dark}body{font:16px/1.6 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}
code{font:14px ui-monospace,monospace;overflow-wrap:anywhere}table{border-collapse:collapse;width:100%}td,th{text-align:left;padding:.4rem .6rem;border-bottom:1px solid #8884;vertical-align:top}
article{border-bottom:1px solid #8884;padding:1rem 0}pre{white-space:pre-wrap;overflow-wrap:anywhere;font:14px ui-monospace,monospace}</style>`

const who = { anyone: 'anyone', learner: 'signed in', admin: 'administrators' } as const

export function docsPage(routes: readonly Route[]): RequestHandler {
  const rows = routes.map(
    (route) =>
      `<tr><td><code>${route.method.toUpperCase()} ${escapeHtml(route.path)}</code><td>${escapeHtml(route.summary)}<td>${who[route.access]}</tr>`,
  )
  const html = page(
    'API',
    `<h1>Quint API</h1><p>The whole description: <a href="/openapi.json"><code>/openapi.json</code></a>.</p>
<table><thead><tr><th>Route<th>What it does<th>Who</tr></thead><tbody>${rows.join('')}</tbody></table>`,
  )
  return (_request, response) => {
    response.type('html').send(html)
  }
}

export function mailboxPage(mailbox: Mailbox): RequestHandler {
  return (_request, response) => {
    const mails = mailbox
      .list()
      .map(
        (mail) =>
          `<article><h2>${escapeHtml(mail.subject)}</h2><p>to ${escapeHtml(mail.to)}, <time>${escapeHtml(mail.sentAt)}</time></p><pre>${escapeHtml(mail.text)}</pre><p><a href="${escapeHtml(mail.link)}">Open the link</a></p></article>`,
      )
    response
      .type('html')
      .setHeader('Cache-Control', 'no-store')
      .send(
        page(
          'Mailbox',
          `<h1>Mailbox</h1><p>Mail that this installation sent, newest first. It is kept in memory.</p>${mails.join('') || '<p>Nothing was sent yet.</p>'}`,
        ),
      )
  }
}

function page(title: string, body: string): string {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title} · Quint</title>${style}<body>${body}</body></html>`
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}
