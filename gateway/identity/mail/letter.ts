/** A mail as it is sent: the plain text, and the same words as simple HTML. */
import type { Mail } from './mailer.ts'

export interface Letter {
  readonly subject: string
  readonly text: string
  readonly html: string
}

export function letter(mail: Mail): Letter {
  const subject = mail.subject.replace(/\s+/g, ' ')
  return { subject, text: `${mail.text}\n\nQuint\n`, html: html({ ...mail, subject }) }
}

const font = 'font:16px/1.6 system-ui,-apple-system,Segoe UI,sans-serif'
const button = 'display:inline-block;padding:10px 18px;border-radius:8px;background:#5b3df5;color:#fff;text-decoration:none;font-weight:600'

/** Nothing in it is fetched from anywhere. */
function html({ subject, text, link }: Mail): string {
  const paragraphs = text.split(/\n{2,}/).map(
    (paragraph) =>
      `<p>${paragraph
        .split('\n')
        .map((line) => lineHtml(line.trim(), link))
        .join('<br>')}</p>`,
  )
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(subject)}</title>
<body style="margin:0;padding:24px;${font};color:#1d1a26;background:#fff"><div style="max-width:34rem;margin:0 auto">
<h1 style="font-size:22px;line-height:1.3">${escapeHtml(subject)}</h1>
${paragraphs.join('\n')}
<p style="color:#6b6577">Quint</p></div></body></html>`
}

function lineHtml(line: string, link: string): string {
  const address = escapeHtml(link)
  return line === link ? `<a href="${address}" style="${button}">Go on</a><br><small><a href="${address}">${address}</a></small>` : escapeHtml(line)
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}
