/** Signing in with GitHub: OAuth 2 with PKCE, then the account and its addresses from the API. */
import * as oidc from 'openid-client'
import { z } from 'zod'
import { boundedFetch, withProvider } from './outgoing.ts'
import { type Provider, ProviderError, toDisplayName, toEmail } from './provider.ts'

export interface GitHubOptions {
  /** https://github.com, or the address of a GitHub Enterprise. */
  readonly url: string
  /** https://api.github.com, or <enterprise>/api/v3. */
  readonly apiUrl: string
  readonly clientId: string
  readonly clientSecret: string
}

const account = z.object({ id: z.int().positive(), login: z.string(), name: z.string().nullish() })
const addresses = z.array(z.object({ email: z.string(), primary: z.boolean(), verified: z.boolean() }))

export function github(options: GitHubOptions): Provider {
  const base = options.url.replace(/\/+$/, '')
  const api = options.apiUrl.replace(/\/+$/, '')
  const open = (signal: AbortSignal) => configuration(options, { base, signal })
  return {
    name: 'github',
    label: 'GitHub',
    departure: ({ checks, redirectUri, ask }, signal) =>
      withProvider(signal, async () =>
        oidc.buildAuthorizationUrl(open(signal), {
          redirect_uri: redirectUri,
          scope: 'read:user user:email',
          state: checks.state,
          code_challenge: await oidc.calculatePKCECodeChallenge(checks.verifier),
          code_challenge_method: 'S256',
          ...(ask ? { prompt: 'select_account' } : {}),
        }),
      ),
    identify: ({ checks, url }, signal) =>
      withProvider(signal, async () => {
        const config = open(signal)
        const granted = await oidc.authorizationCodeGrant(config, url, { expectedState: checks.state, pkceCodeVerifier: checks.verifier })
        const get = getter(config, granted.access_token)
        const user = await get(new URL(`${api}/user`), account)
        const listed = await get(new URL(`${api}/user/emails`), addresses)
        const primary = listed.find((address) => address.primary) ?? listed[0]
        return {
          subject: String(user.id),
          email: toEmail(primary?.email),
          emailVerified: primary?.verified === true,
          displayName: toDisplayName(user.name) ?? toDisplayName(user.login),
        }
      }),
  }
}

function configuration({ clientId, clientSecret }: GitHubOptions, { base, signal }: { readonly base: string; readonly signal: AbortSignal }) {
  const config = new oidc.Configuration(
    {
      issuer: `${base}/login/oauth`,
      authorization_endpoint: `${base}/login/oauth/authorize`,
      token_endpoint: `${base}/login/oauth/access_token`,
    },
    clientId,
    clientSecret,
  )
  config[oidc.customFetch] = standard(boundedFetch(signal))
  if (base.startsWith('http:')) oidc.allowInsecureRequests(config)
  return config
}

/** GitHub tells errors of its token endpoint with status 200, where the standard says 400 (RFC 6749, 5.2). */
function standard(send: oidc.CustomFetch): oidc.CustomFetch {
  return async (url, options) => {
    const response = await send(url, options)
    if (response.status !== 200 || options.method !== 'POST') return response
    const text = await response.text()
    const status = /"error"\s*:/.test(text) ? 400 : 200
    return new Response(text, { status, headers: response.headers })
  }
}

function getter(config: oidc.Configuration, token: string) {
  const headers = new Headers({ Accept: 'application/vnd.github+json', 'X-GitHub-Api-Version': '2022-11-28', 'User-Agent': 'quint' })
  return async <T>(url: URL, schema: z.ZodType<T>): Promise<T> => {
    const response = await oidc.fetchProtectedResource(config, token, url, 'GET', undefined, headers)
    if (response.status !== 200) throw new ProviderError('refused', `the API answered ${response.status}`)
    const parsed = schema.safeParse(await response.json())
    if (!parsed.success) throw new ProviderError('garbled', 'the API answered something else')
    return parsed.data
  }
}
