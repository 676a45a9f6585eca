/** A fetch whose answers end at a size: what a provider sends beyond it is neither read nor kept. */
import { ProviderFailure } from './provider.ts'

const mostAnswerBytes = 4 * 1024 * 1024
const mostErrorBytes = 64 * 1024

/** A larger answer fails with `bad_response` and closes its connection: an error at once, another while its body is read. */
export const cappedFetch: typeof fetch = async (input, init) => {
  const response = await fetch(input, init)
  if (response.body === null) return response
  const { ok, status, statusText, headers } = response
  const body = capped(response.body, ok ? mostAnswerBytes : mostErrorBytes)
  // The providers' clients forgive an error whose body cannot be read, so it is read here.
  return new Response(ok ? body : await new Response(body).arrayBuffer(), { status, statusText, headers })
}

/** Reads when it is read, so that a token passes one stream more and not the two of a transform. */
function capped(body: ReadableStream<Uint8Array<ArrayBuffer>>, most: number): ReadableStream<Uint8Array<ArrayBuffer>> {
  const reader = body.getReader()
  let bytes = 0
  return new ReadableStream(
    {
      async pull(controller) {
        const { done, value } = await reader.read()
        if (done) return controller.close()
        bytes += value.length
        if (bytes <= most) return controller.enqueue(value)
        const failure = new ProviderFailure('bad_response')
        controller.error(failure)
        await reader.cancel(failure)
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  )
}
