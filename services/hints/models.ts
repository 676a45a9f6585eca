/** The models that may write hints, from the settings; none is a good setting too. */
import { configureProviders } from '@quint/llm/configure.ts'
import type { Provider } from '@quint/llm/provider.ts'
import type { HintsConfig } from './config.ts'

export function providersOf(config: HintsConfig): Promise<Provider[]> {
  return configureProviders({
    anthropicApiKey: config.ANTHROPIC_API_KEY,
    anthropicBaseUrl: config.ANTHROPIC_BASE_URL,
    anthropicModel: config.HINTS_ANTHROPIC_MODEL,
    openaiApiKey: config.OPENAI_API_KEY,
    openaiBaseUrl: config.OPENAI_BASE_URL,
    openaiModel: config.HINTS_OPENAI_MODEL,
    compatibleBaseUrl: config.HINTS_COMPATIBLE_BASE_URL,
    compatibleApiKey: config.HINTS_COMPATIBLE_API_KEY,
    compatibleModel: config.HINTS_COMPATIBLE_MODEL,
    order: config.HINTS_PROVIDER_ORDER,
  })
}
