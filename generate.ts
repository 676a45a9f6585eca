/** Makes the checked-in code and documents again: protobuf code from proto/, and the web app's API types from the gateway's OpenAPI document. */
import { run } from './gate/command.ts'

const made = await run(['buf', 'generate'], { cwd: import.meta.dirname, show: true })
process.exitCode = made.code
