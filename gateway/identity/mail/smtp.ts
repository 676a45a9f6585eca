/** A mail server: it takes a mail, refuses it for good, or is asked again later. */
import { sleep } from '@quint/runtime/sleep.ts'
import { letter } from './letter.ts'
import type { Mail } from './mailer.ts'

/** refused: this mail, by its address or its content, whenever it is tried. later: this mail, for now. away: no mail gets through. */
export type Verdict = { readonly kind: 'taken' } | { readonly kind: 'refused' | 'later' | 'away'; readonly error: unknown }

export interface MailServer {
  /** Never throws. `id` names the mail for good, so that one sent twice is recognised. */
  deliver(mail: Mail, id: string, signal: AbortSignal): Promise<Verdict>
}

export interface SmtpOptions {
  /** smtp://user:password@host:port or smtps://…; STARTTLS is used where it is offered, and demanded with ?requireTLS=true. */
  readonly url: string
  /** Quint <quint@example.com> */
  readonly from: string
  readonly deadlineMs?: number
}

export function openSmtp({ url, from, deadlineMs = 20_000 }: SmtpOptions): MailServer {
  const domain = /@([\w.-]+)/.exec(from)?.[1] ?? 'quint.invalid'
  const waits = { connectionTimeout: deadlineMs, greetingTimeout: deadlineMs, socketTimeout: deadlineMs, dnsTimeout: deadlineMs }
  return {
    async deliver(mail, id, signal) {
      // In memory once a mail goes out.
      const { createTransport } = await import('nodemailer')
      // A connection of its own: mails are few, and a connection that is kept would die unseen.
      const transport = createTransport({ url, ...waits, disableFileAccess: true, disableUrlAccess: true })
      const over = new AbortController()
      try {
        const sending = transport.sendMail({ from, to: mail.to, messageId: `<${id}@${domain}>`, ...letter(mail) })
        // A server that says a little now and then keeps every single wait alive.
        const late = sleep(deadlineMs, AbortSignal.any([signal, over.signal])).then(() => Promise.reject(new Error('the mail server took too long')))
        late.catch(() => undefined)
        await Promise.race([sending, late])
        return { kind: 'taken' }
      } catch (error) {
        return { kind: verdictOn(error), error }
      } finally {
        over.abort()
        transport.close()
      }
    },
  }
}

function verdictOn(error: unknown): 'refused' | 'later' | 'away' {
  const { responseCode, command } = error as { readonly responseCode?: number; readonly command?: string }
  // What comes before concerns us and not the mail: the greeting, the password, the sender.
  if (responseCode === undefined || (command !== 'RCPT TO' && command !== 'DATA')) return 'away'
  return responseCode >= 500 ? 'refused' : 'later'
}
