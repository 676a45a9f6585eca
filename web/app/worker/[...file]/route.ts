/** The sources of the service worker as a browser takes them: without their types. */
import { workerFiles, workerHeaders, workerSource } from '../../../offline/worker-files.ts'

export const dynamic = 'force-static'
export const dynamicParams = false

interface Params {
  readonly file: string[]
}

export function generateStaticParams(): Params[] {
  return workerFiles.map((file) => ({ file: file.split('/') }))
}

export async function GET(_request: Request, { params }: { readonly params: Promise<Params> }): Promise<Response> {
  return new Response(await workerSource((await params).file.join('/')), { headers: workerHeaders })
}
