/** The service worker's address: at the root, so that it may serve every page. */
import { workerHeaders } from '../../offline/worker-files.ts'

export const dynamic = 'force-static'

export function GET(): Response {
  return new Response("import './worker/offline/service-worker.ts'\n", { headers: workerHeaders })
}
