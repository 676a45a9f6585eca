/** Makes the checked-in code and documents again out of its sources: protobuf code, the catalogue of events, dashboards and rules. */
import { writeDocuments } from './catalogue/generate.ts'
import { run } from './gate/command.ts'
import { writeOps } from './ops/generate.ts'

const made = await run(['buf', 'generate'], { cwd: import.meta.dirname, show: true })
if (made.code === 0) await writeDocuments()
if (made.code === 0) await writeOps()
process.exitCode = made.code
