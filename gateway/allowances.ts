/** How often what may be asked: the limits of the gateway, out of its configuration. */
import type { Stores } from '@quint/cache/open.ts'
import type { GatewayConfig } from './config.ts'
import { limit } from './http/limits.ts'

export type Allowances = ReturnType<typeof openAllowances>

export function openAllowances(config: GatewayConfig, { tally }: Pick<Stores, 'tally'>) {
  const slow = 'Too many requests: wait a little.'
  const failed = 'Too many failed sign-ins: wait a little.'
  const login = config.GATEWAY_LOGINS_PER_QUARTER_HOUR
  const of = (name: string, points: number, rest: { readonly windowSeconds: number; readonly message: string }) =>
    limit(tally, { name, points, ...rest })
  return {
    learner: of('learner', config.GATEWAY_REQUESTS_PER_MINUTE, { windowSeconds: 60, message: slow }),
    anonymous: of('anonymous', config.GATEWAY_ANONYMOUS_REQUESTS_PER_MINUTE, { windowSeconds: 60, message: slow }),
    registrations: of('registrations', config.GATEWAY_REGISTRATIONS_PER_HOUR, {
      windowSeconds: 3600,
      message: 'Too many accounts were made from here: try again later.',
    }),
    loginsOfAccount: of('logins-of-account', login, { windowSeconds: 900, message: failed }),
    loginsFromAddress: of('logins-from-address', login * 5, { windowSeconds: 900, message: failed }),
    wrongCodes: of('wrong-codes', login, { windowSeconds: 900, message: 'Too many wrong codes: wait a little.' }),
    deviceCodes: of('device-codes', 10, { windowSeconds: 600, message: 'Too many codes that no device shows: wait a little.' }),
    deviceAsks: of('device-asks', 30, { windowSeconds: 600, message: 'Too many devices ask from here: wait a little.' }),
    mails: of('mails', 5, { windowSeconds: 3600, message: 'Too many mails: try again later.' }),
    imports: of('imports', 60, { windowSeconds: 60, message: 'Too many imports: wait a minute.' }),
    plans: of('plans', 20, { windowSeconds: 60, message: 'Too many plans: look at the last one first.' }),
    community: of('community', 60, { windowSeconds: 3600, message: 'That is much in one hour: go on a little later.' }),
    interviews: of('interviews', config.GATEWAY_INTERVIEWS_PER_HOUR, {
      windowSeconds: 3600,
      message: 'Many interviews in one hour: go on with one of them.',
    }),
    videos: of('videos', config.GATEWAY_VIDEOS_PER_HOUR, { windowSeconds: 3600, message: 'Many videos in one hour: watch one of them first.' }),
    lab: of('lab', config.GATEWAY_LAB_RUNS_PER_HOUR, { windowSeconds: 3600, message: 'Many runs in one hour: read what the last ones said.' }),
    designs: of('designs', config.GATEWAY_DESIGNS_PER_HOUR, {
      windowSeconds: 3600,
      message: 'Many designs in one hour: read what the last ones came to.',
    }),
    assets: of('assets', 60, { windowSeconds: 3600, message: 'Many files in one hour: wait a little.' }),
    runs: of('runs', config.GATEWAY_RUNS_PER_MINUTE, { windowSeconds: 60, message: 'Too many runs: read what the last ones said.' }),
    hints: of('hints', config.GATEWAY_HINTS_PER_MINUTE, { windowSeconds: 60, message: 'Too many hints: think for a minute first.' }),
  }
}
