/** Mails of reminders that come due: taken on with the event that tells of them, so that each is taken on once; its Message-ID stays for every try. */
import type { Bus } from '@quint/bus/bus.ts'
import { startConsumer } from '@quint/bus/consumer.ts'
import type { Database } from '@quint/db/database.ts'
import { ReminderDue } from '@quint/proto/gen/quint/plans/v1/events.ts'
import type { Log } from '@quint/runtime/log.ts'
import type { Mailer } from '../identity/mail/mailer.ts'
import { beLearner, findUser } from '../identity/store.ts'

export interface ReminderMailOptions {
  readonly database: Database
  readonly bus: Bus
  readonly log: Log
  readonly mailer: Mailer
  readonly publicUrl: string
  readonly now?: () => number
}

const topics = ['quint.plans.reminder.v1'] as const
const retryDelaysMs = [50, 250, 1000, 5000]
/** An event that was long under way reminds nobody any more. */
const stalenessMs = 3_600_000

export function startReminderMail({ database, bus, log, mailer, publicUrl, now = Date.now }: ReminderMailOptions): AsyncDisposable {
  return startConsumer({
    database,
    bus,
    group: 'identity-reminders',
    topics,
    log,
    retryDelaysMs,
    handlers: {
      'plans.reminder.due': async (tx, event) => {
        const { userId, startsAt } = ReminderDue.fromJSON(event.data)
        if (now() - Date.parse(event.time) > stalenessMs) return
        await beLearner(tx, userId)
        const user = await findUser(tx, userId)
        // An address that nobody has confirmed may be somebody else's.
        if (user === undefined || !user.emailVerified) return
        const link = `${publicUrl}/planner`
        const at = new Intl.DateTimeFormat('en', { timeZone: user.timeZone, dateStyle: 'full', timeStyle: 'short' }).format(new Date(startsAt))
        const text = `Something that you have planned begins on ${at}.\n\n${link}`
        await mailer.post(tx, { to: user.email, subject: 'A reminder of what you planned', text, link })
      },
    },
  })
}
