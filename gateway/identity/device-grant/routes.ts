/** Routes by which a device asks to be signed in, and a learner answers. */
import type { Learner } from '@quint/auth/learner.ts'
import { z } from 'zod'
import type { Cookies } from '../../http/cookies.ts'
import type { Limit } from '../../http/limits.ts'
import { HttpProblem } from '../../http/problem.ts'
import { type Call, learnerRoute, openRoute, type Route } from '../../http/route.ts'
import { deviceLabel } from '../device-label.ts'
import * as replies from '../replies.ts'
import { signedInReply } from '../signed-in-reply.ts'
import type { Grants, NotYet } from './grants.ts'

export interface GrantRoutesOptions {
  readonly grants: Grants
  readonly cookies: Cookies
  readonly publicUrl: string
  /** Devices that ask, by address. */
  readonly asks: Limit
}

/** What the device calls itself, beside what its user agent says. */
const ask = z.strictObject({
  name: z
    .string()
    .trim()
    .min(1)
    .max(40)
    .regex(/^[\p{L}\p{N} ._-]+$/u, 'must be a plain name')
    .optional(),
})
const byDeviceCode = z.strictObject({ deviceCode: z.string().min(16).max(128) })
const byUserCode = z.strictObject({ userCode: z.string().min(1).max(40) })

export function grantRoutes(options: GrantRoutesOptions): readonly Route[] {
  return [...deviceSide(options), ...learnerSide(options)]
}

function deviceSide({ grants, cookies, publicUrl, asks }: GrantRoutesOptions): readonly Route[] {
  const verificationUri = `${publicUrl}/device`
  return [
    openRoute({
      method: 'post',
      path: '/api/auth/device',
      summary: 'Ask to be signed in by a learner who is signed in elsewhere',
      replies: [200, 'A code to show, and one to ask with', replies.grant],
      body: ask,
      async handle({ body, request, response }) {
        await asks.take(request.ip ?? '', response)
        const seen = deviceLabel(request.get('user-agent'))
        const asked = await grants.ask(body.name === undefined ? seen : `${body.name}, ${seen}`)
        response.setHeader('Cache-Control', 'no-store')
        return { status: 200, body: { ...asked, verificationUri, verificationUriComplete: `${verificationUri}?code=${asked.userCode}` } }
      },
    }),
    openRoute({
      method: 'post',
      path: '/api/auth/device/token',
      summary: 'Ask whether a learner has let the device in; a problem carries the error of RFC 8628',
      replies: [200, 'The user and tokens', replies.signedIn],
      body: byDeviceCode,
      async handle({ body, request, response }) {
        const outcome = await grants.poll(body.deviceCode)
        if (typeof outcome === 'string') throw new HttpProblem(400, outcome.replaceAll('_', '-'), { ...problems[outcome], error: outcome })
        return signedInReply({ cookies, request, response }, outcome)
      },
    }),
  ]
}

function learnerSide({ grants }: GrantRoutesOptions): readonly Route[] {
  const who = ({ body }: Pick<Call<z.infer<typeof byUserCode>, unknown>, 'body'>, learner: Learner) => ({
    userId: learner.userId,
    userCode: body.userCode,
  })
  return [
    learnerRoute({
      method: 'post',
      path: '/api/auth/device/lookup',
      summary: 'Which device shows this code',
      replies: [200, 'The device', replies.asking],
      body: byUserCode,
      handle: async (call, learner) => ({ status: 200, body: await grants.find(who(call, learner)) }),
    }),
    learnerRoute({
      method: 'post',
      path: '/api/auth/device/approve',
      summary: 'Let the device in that shows this code',
      replies: [204, 'Let in'],
      body: byUserCode,
      async handle(call, learner) {
        await grants.approve(who(call, learner))
        return { status: 204, body: undefined }
      },
    }),
    learnerRoute({
      method: 'post',
      path: '/api/auth/device/deny',
      summary: 'Turn the device away that shows this code',
      replies: [204, 'Turned away'],
      body: byUserCode,
      async handle(call, learner) {
        await grants.deny(who(call, learner))
        return { status: 204, body: undefined }
      },
    }),
  ]
}

const problems: Readonly<Record<NotYet, { readonly title: string; readonly detail: string }>> = {
  authorization_pending: { title: 'Not yet', detail: 'Nobody has answered yet: ask again after the interval.' },
  slow_down: { title: 'Too soon', detail: 'Ask less often: wait five seconds longer each time.' },
  access_denied: { title: 'Turned away', detail: 'The learner turned this device away.' },
  expired_token: { title: 'Expired', detail: 'Nobody answered in time: ask for a new code.' },
  invalid_grant: { title: 'No such code', detail: 'This device code was never given, or was used before.' },
}
