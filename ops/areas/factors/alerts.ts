/** When codes are guessed, and when mail does not go out. */
import type { Alert } from '../../area.ts'

const place = 'service_name="gateway",instance="a"'
const dashboard = 'quint-factors'
const codes = (outcome: 'passed' | 'failed'): string => `quint_auth_factors_total{${place},quint_auth_factor_outcome="${outcome}"}`
const mails = (outcome: 'taken' | 'refused'): string => `quint_mail_deliveries_total{${place},quint_mail_outcome="${outcome}"}`

export const alerts: readonly Alert[] = [
  {
    name: 'CodesFail',
    expr: 'sum(increase(quint_auth_factors_total{quint_auth_factor_outcome=~"failed|replayed"}[10m])) > 30 and sum(increase(quint_auth_factors_total{quint_auth_factor_outcome=~"failed|replayed"}[10m])) / sum(increase(quint_auth_factors_total{quint_auth_factor_outcome=~"passed|recovered|failed|replayed"}[10m])) > 0.5',
    severity: 'page',
    summary: 'Most codes at sign-in are wrong, and there are many: somebody who has passwords guesses codes, or our clock is wrong',
    dashboard,
    fires: [
      { says: 'somebody guesses', series: { [codes('passed')]: '0+1x30', [codes('failed')]: '0x10 10+10x20' }, at: '22m', labels: {} },
      { says: 'no code is right any more', series: { [codes('failed')]: '0x10 5+5x20' }, at: '22m', labels: {} },
    ],
    quiet: [
      { says: 'a busy day with slips', series: { [codes('passed')]: '0+50x30', [codes('failed')]: '0+8x30' }, at: '22m' },
      { says: 'one learner with a wrong clock', series: { [codes('failed')]: '0x10 1+1x20' }, at: '22m' },
    ],
  },
  {
    name: 'MailWaits',
    expr: 'max(quint_mail_age_seconds) > 300',
    severity: 'page',
    summary: 'A mail has waited for more than five minutes: the mail server is away, or there is none. None is lost',
    dashboard,
    fires: [
      { says: 'the server is away', series: { [`quint_mail_age_seconds{${place}}`]: '0x5 60+60x20' }, at: '20m', labels: {} },
      { says: 'a backlog that is being sent', series: { [`quint_mail_age_seconds{${place}}`]: '4000-60x10' }, at: '5m', labels: {} },
    ],
    quiet: [
      { says: 'one mail that is asked for again later', series: { [`quint_mail_age_seconds{${place}}`]: '0x5 60 120 180 0x20' }, at: '20m' },
      { says: 'nothing waits', series: { [`quint_mail_age_seconds{${place}}`]: '0x30' }, at: '20m' },
    ],
  },
  {
    name: 'MailRefused',
    expr: 'sum(increase(quint_mail_deliveries_total{quint_mail_outcome="refused"}[1h])) > 10 and sum(increase(quint_mail_deliveries_total{quint_mail_outcome="refused"}[1h])) / sum(increase(quint_mail_deliveries_total{quint_mail_outcome=~"taken|refused"}[1h])) > 0.2',
    severity: 'ticket',
    summary: 'The mail server refuses more than a fifth of our mails for good: those were given up',
    dashboard,
    fires: [{ says: 'every other mail', series: { [mails('taken')]: '0+1x90', [mails('refused')]: '0+1x90' }, at: '80m', labels: {} }],
    quiet: [{ says: 'addresses that were mistyped', series: { [mails('taken')]: '0+10x90', [mails('refused')]: '0+1x90' }, at: '80m' }],
  },
]
