/** Makes the checked-in code and documents again out of proto/: protobuf code, and the catalogue of events. */
import { writeDocuments } from './catalogue/generate.ts'
import { run } from './gate/command.ts'

const made = await run(['buf', 'generate'], { cwd: import.meta.dirname, show: true })
if (made.code === 0) await writeDocuments()
process.exitCode = made.code
