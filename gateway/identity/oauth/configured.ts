/** The providers that the configuration names, each ready to be asked. */
import type { GatewayConfig } from '../../config.ts'
import { isSafe } from '../external/issuer.ts'
import { github } from './github.ts'
import { google } from './google.ts'
import { metered } from './metered.ts'
import type { Provider } from './provider.ts'

export type ProviderConfig = Pick<
  GatewayConfig,
  | 'GATEWAY_GOOGLE_CLIENT_ID'
  | 'GATEWAY_GOOGLE_CLIENT_SECRET'
  | 'GATEWAY_GITHUB_CLIENT_ID'
  | 'GATEWAY_GITHUB_CLIENT_SECRET'
  | 'GATEWAY_PROVIDER_DEADLINE_MS'
  | Address
>

/** Those that have a client. Throws with all that is missing. */
export function configuredProviders(config: ProviderConfig): readonly Provider[] {
  const found: Provider[] = []
  const { GATEWAY_GOOGLE_CLIENT_ID: googleId, GATEWAY_GITHUB_CLIENT_ID: githubId } = config
  if (googleId !== '') {
    checkAll(config, ['GATEWAY_GOOGLE_ISSUER'], 'GATEWAY_GOOGLE_CLIENT_SECRET')
    found.push(google({ issuer: config.GATEWAY_GOOGLE_ISSUER, clientId: googleId, clientSecret: config.GATEWAY_GOOGLE_CLIENT_SECRET }))
  }
  if (githubId !== '') {
    checkAll(config, ['GATEWAY_GITHUB_URL', 'GATEWAY_GITHUB_API_URL'], 'GATEWAY_GITHUB_CLIENT_SECRET')
    const { GATEWAY_GITHUB_URL: url, GATEWAY_GITHUB_API_URL: apiUrl } = config
    found.push(github({ url, apiUrl, clientId: githubId, clientSecret: config.GATEWAY_GITHUB_CLIENT_SECRET }))
  }
  return found.map((provider) => metered(provider, config.GATEWAY_PROVIDER_DEADLINE_MS))
}

type Address = 'GATEWAY_GOOGLE_ISSUER' | 'GATEWAY_GITHUB_URL' | 'GATEWAY_GITHUB_API_URL'

/** What a provider needs once it has a client: better told at the start than to the first learner. */
function checkAll(
  config: ProviderConfig,
  addresses: readonly Address[],
  secret: 'GATEWAY_GOOGLE_CLIENT_SECRET' | 'GATEWAY_GITHUB_CLIENT_SECRET',
): void {
  const problems = addresses.filter((name) => !isSafe(new URL(config[name]))).map((name) => `${name} must be https, or loopback`)
  if (config[secret] === '') problems.push(`${secret} is required with its client id`)
  if (problems.length > 0) throw new Error(`configuration:\n  ${problems.join('\n  ')}`)
}
