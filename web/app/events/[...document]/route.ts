/** Serves the documents of the catalogue to programs. */
import { catalogue } from '../catalogue.ts'
import { documentAt } from '../document.ts'

export async function GET(_request: Request, { params }: { readonly params: Promise<{ readonly document: readonly string[] }> }): Promise<Response> {
  const { document } = await params
  const found = documentAt(catalogue, document.join('/'))
  if (found === undefined) return new Response('There is no such document: see /events.\n', { status: 404 })
  return new Response(found.text, { headers: { 'Content-Type': found.contentType, 'Cache-Control': 'public, max-age=300' } })
}
