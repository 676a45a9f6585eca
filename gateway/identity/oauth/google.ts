/** Signing in with Google: OpenID Connect, by discovery. Any provider of OpenID Connect fits. */
import * as oidc from 'openid-client'
import { boundedFetch, withProvider } from './outgoing.ts'
import { type Provider, ProviderError, toDisplayName, toEmail } from './provider.ts'

export interface GoogleOptions {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  readonly now?: () => number
}

const scope = 'openid email profile'
/** How long a provider's description of itself is believed. */
const descriptionMs = 3_600_000

export function google(options: GoogleOptions): Provider {
  const open = opener(options)
  return {
    name: 'google',
    label: 'Google',
    departure: ({ checks, redirectUri, ask }, signal) =>
      withProvider(signal, async () =>
        oidc.buildAuthorizationUrl((await open(signal)).config, {
          redirect_uri: redirectUri,
          scope,
          state: checks.state,
          nonce: checks.nonce,
          code_challenge: await oidc.calculatePKCECodeChallenge(checks.verifier),
          code_challenge_method: 'S256',
          ...(ask ? { prompt: 'select_account' } : {}),
        }),
      ),
    identify: ({ checks, url }, signal) =>
      withProvider(signal, async () => {
        const { config, keep } = await open(signal)
        const granted = await oidc.authorizationCodeGrant(config, url, {
          expectedState: checks.state,
          expectedNonce: checks.nonce,
          pkceCodeVerifier: checks.verifier,
          idTokenExpected: true,
        })
        keep()
        const claims = granted.claims()
        if (claims === undefined) throw new ProviderError('garbled', 'there is no identity token')
        const told = {
          ...claims,
          ...(claims.email === undefined ? await userInfo(config, { token: granted.access_token, subject: claims.sub }) : {}),
        }
        return {
          subject: claims.sub,
          email: toEmail(told.email),
          emailVerified: told.email_verified === true,
          displayName: toDisplayName(told.name),
        }
      }),
  }
}

/** Providers that keep their identity tokens small tell the address here. */
async function userInfo(config: oidc.Configuration, { token, subject }: { readonly token: string; readonly subject: string }) {
  if (config.serverMetadata().userinfo_endpoint === undefined) return {}
  const { sub: _, ...told } = await oidc.fetchUserInfo(config, token, subject)
  return told
}

/** The description is fetched when it is first needed, so that a provider that is away holds up nobody's start. */
function opener({ issuer, clientId, clientSecret, now = Date.now }: GoogleOptions) {
  const server = new URL(issuer)
  const insecure = server.protocol === 'http:'
  let known: { readonly metadata: oidc.ServerMetadata; readonly until: number } | undefined
  let keys: ReturnType<typeof oidc.getJwksCache>
  const describe = async (signal: AbortSignal): Promise<oidc.ServerMetadata> => {
    if (known !== undefined && known.until > now()) return known.metadata
    const found = await oidc.discovery(server, clientId, clientSecret, undefined, {
      [oidc.customFetch]: boundedFetch(signal),
      execute: insecure ? [oidc.allowInsecureRequests] : [],
    })
    known = { metadata: found.serverMetadata(), until: now() + descriptionMs }
    return known.metadata
  }
  return async (signal: AbortSignal) => {
    const config = new oidc.Configuration(await describe(signal), clientId, clientSecret)
    config[oidc.customFetch] = boundedFetch(signal)
    if (insecure) oidc.allowInsecureRequests(config)
    oidc.enableNonRepudiationChecks(config)
    if (keys !== undefined) oidc.setJwksCache(config, keys)
    return {
      config,
      keep() {
        keys = oidc.getJwksCache(config)
      },
    }
  }
}
