/** Opens a ground by Terraform and says so: a runner of its own for tests that kill it. */
import { localModule } from './module.ts'
import { terraformPlace } from './place.ts'
import { seatPlans } from './testing.ts'

const [binary = '', folder = ''] = process.argv.slice(2)
const place = terraformPlace({ binary, folder, module: localModule, image: '', plugins: '', openMs: 60_000 })
await place.open({ namespace: 'killed', expiresAt: Date.now() + 600_000, seats: seatPlans(2) })
process.stdout.write('open\n')
setInterval(() => undefined, 1000)
