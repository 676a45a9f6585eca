/** When somebody tries what nobody should. */
import type { Alert } from '../../area.ts'
import { grown } from '../../grown.ts'

type Code = 'access_refused' | 'token_refused' | 'token_reused' | 'service_refused' | 'cross_site_refused' | 'rate_limited'

const place = 'service_name="gateway",instance="a"'
const event = (code: Code): string => `quint_auth_events_total{${place},quint_auth_code="${code}"}`
const signIns = (outcome: 'succeeded' | 'failed'): string => `quint_auth_sign_ins_total{${place},quint_auth_outcome="${outcome}"}`
const dashboard = 'quint-security'

/** More of one code in ten minutes than people make by themselves. */
function many(name: string, { code, most, summary }: { readonly code: Code; readonly most: number; readonly summary: string }): Alert {
  return {
    name,
    expr: `sum(increase(quint_auth_events_total{quint_auth_code="${code}"}[10m])) > ${most}`,
    severity: 'ticket',
    summary,
    dashboard,
    fires: [{ says: 'a hundred times the usual', series: { [event(code)]: `0x20 ${most}+${most}x20` }, at: '30m', labels: {} }],
    quiet: [{ says: 'a few, as always', series: { [event(code)]: `0+${most / 20}x40` }, at: '30m' }],
  }
}

export const alerts: readonly Alert[] = [
  {
    name: 'SignInsFail',
    expr: 'sum(increase(quint_auth_sign_ins_total{quint_auth_outcome="failed"}[10m])) > 50 and sum(increase(quint_auth_sign_ins_total{quint_auth_outcome="failed"}[10m])) / sum(increase(quint_auth_sign_ins_total[10m])) > 0.5',
    severity: 'page',
    summary: 'Most sign-ins fail, and there are many: somebody tries passwords, or nobody can sign in',
    dashboard,
    fires: [
      { says: 'somebody tries passwords', series: { [signIns('succeeded')]: '0+2x30', [signIns('failed')]: '0x10 20+20x20' }, at: '22m', labels: {} },
      { says: 'nobody gets in', series: { [signIns('failed')]: '0x10 10+10x20' }, at: '22m', labels: {} },
    ],
    quiet: [
      { says: 'a busy day with slips', series: { [signIns('succeeded')]: '0+100x30', [signIns('failed')]: '0+10x30' }, at: '22m' },
      { says: 'one learner who forgot', series: { [signIns('failed')]: '0x10 1+1x20' }, at: '22m' },
    ],
  },
  {
    name: 'TokenReused',
    expr: grown('quint_auth_events_total{quint_auth_code="token_reused"}', '10m'),
    severity: 'page',
    summary: 'A refresh token that was used up came back: it was stolen, or a client keeps old ones. Its device was signed out',
    dashboard,
    fires: [
      { says: 'the first one', series: { [event('token_reused')]: '_x10 1x10' }, at: '15m', labels: {} },
      { says: 'one more', series: { [event('token_reused')]: '4x10 5x10' }, at: '15m', labels: {} },
    ],
    quiet: [{ says: 'the last one was an hour ago', series: { [event('token_reused')]: '4x10 5x80' }, at: '75m' }],
  },
  {
    name: 'ServiceRefused',
    expr: grown('quint_auth_events_total{quint_auth_code="service_refused"}', '10m'),
    severity: 'page',
    summary: 'A service was called by something that is no service of the mesh',
    dashboard,
    fires: [{ says: 'the first call', series: { [event('service_refused')]: '_x10 1x10' }, at: '15m', labels: {} }],
    quiet: [{ says: 'the last one was an hour ago', series: { [event('service_refused')]: '1x80' }, at: '75m' }],
  },
  many('AccessRefused', {
    code: 'access_refused',
    most: 20,
    summary: 'Somebody asks again and again for what is not theirs: more than 20 refusals in ten minutes',
  }),
  many('TokensRefused', {
    code: 'token_refused',
    most: 200,
    summary: 'More than 200 forged, expired or revoked tokens in ten minutes: somebody forges, or the keys do not match',
  }),
  many('CrossSiteRefused', {
    code: 'cross_site_refused',
    most: 20,
    summary: 'Another site makes browsers of learners send requests: more than 20 in ten minutes were refused',
  }),
  many('RateLimited', {
    code: 'rate_limited',
    most: 500,
    summary: 'More than 500 requests in ten minutes were over a limit: a flood, or a limit that is too low',
  }),
]
