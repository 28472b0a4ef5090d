/** npm run check: types, lint, format, unused code and plain English, without the tests. */
import { fileURLToPath } from 'node:url'
import { prepare } from '../server/bootstrap/prepare.js'
import { runStaticChecks } from './runner/static-checks.js'

await prepare({ build: false })
const { passed, failed } = await runStaticChecks(fileURLToPath(new URL('..', import.meta.url)))
console.log(`\n${passed} passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1
