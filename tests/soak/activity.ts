import { copyWithActivity } from '#tests/support/product-copy.ts'

/** The files that only the checks and the tests of a product read. */
const ofTests = [
  'tests',
  'docs',
  'knip.json',
  'tsconfig.json',
  'vitest.config.ts',
  '.oxlintrc.json',
  '.oxfmtrc.json',
  '.npmrc',
  '.node-version',
  'LICENSE',
  'README.md',
  'ACCESSIBILITY.md',
  'ARCHITECTURE.md',
  'CHANGELOG.md',
  'CONTRIBUTING.md',
  'GLOSSARY.md',
  'SECURITY.md',
]

/**
 * Every check, and every test of rules and of the server, in a copy in which a declared activity is one of all: the tests
 * that play it follow from its declaration. False when anything fails.
 */
export async function activity(): Promise<boolean> {
  const product = await copyWithActivity(ofTests)
  try {
    for (const [file, lines] of Object.entries(product.changes)) console.log(`${file}: ${lines} lines`)
    await product.run('tests/check.js')
    await product.run('tests/run.js', 'unit')
    await product.run('tests/run.js', 'server')
    return true
  } catch (failure) {
    console.error(failure)
    return false
  } finally {
    await product.remove()
  }
}
