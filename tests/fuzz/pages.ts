/** Loads what the server accepts into a page of the product. Part of `npm run fuzz`; `--only WORDS` for one document. */
import {
  harmfulDocuments,
  harmfulFacts,
  honestDocument,
  randomDocument,
} from '#tests/corpus/harmful-documents.ts'
import { launchChromium } from '#tests/support/chromium.ts'
import { figure, markdown } from '#tests/support/figures.ts'
import { seededRandom, testSeed } from '#tests/support/random.ts'
import { readArguments } from '#tests/support/read-arguments.ts'
import { newTempFolder, startStandaloneServer } from '#tests/support/standalone-server.ts'
import { pageFaultsOf } from './faults.ts'
import { phases, tryDocument, type DocumentCost } from './hostile-documents.ts'
import { openHostilePage } from './hostile-page.ts'

const usage = 'node tests/fuzz/pages.ts [--seed 123 --only "one word" --documents 8]'
const { values } = readArguments(
  {
    options: {
      seed: { type: 'string' },
      minutes: { type: 'string' },
      only: { type: 'string', default: '' },
      documents: { type: 'string', default: '8' },
    },
  },
  usage,
)
const seed = values.seed === undefined ? testSeed() : Number(values.seed)
const random = seededRandom(seed)
const documents = [
  ...harmfulDocuments,
  ...harmfulFacts,
  ...Array.from({ length: Number(values.documents) }, () => randomDocument(random.below(2 ** 31))),
].filter(({ name }) => name.includes(values.only))

console.log(`Seed ${seed}, ${documents.length} documents in one page`)
const folder = await newTempFolder()
const server = await startStandaloneServer(folder.path)
const browser = await launchChromium()
try {
  const hostile = await openHostilePage(browser, server.url.replace('ws', 'http'))
  const honest = {
    small: await tryDocument(server, hostile, honestDocument(60)),
    large: await tryDocument(server, hostile, honestDocument(10_000)),
  }
  const costs = [honest.small, honest.large]
  const faults: string[] = []
  for (const document of documents) {
    const cost = await tryDocument(server, hostile, document).catch((error: unknown) => {
      throw new Error(`Seed ${seed}: ${document.name}`, { cause: error })
    })
    costs.push(cost)
    console.log(`${cost.name}: ${phases.map((phase) => figure(cost[phase].longestMs)).join(', ')} ms`)
    const beside = cost.isLarge ? honest.large : honest.small
    for (const phase of phases) {
      for (const fault of pageFaultsOf(phase, cost[phase], beside[phase]))
        faults.push(`${cost.name}: ${fault}`)
    }
  }
  console.log(table(costs))
  for (const fault of faults) console.error(`Seed ${seed}: ${fault}`)
  process.exitCode = faults.length === 0 ? 0 : 1
} finally {
  await browser.close()
  await server.process.stop()
  await folder.remove()
}

function table(costs: readonly DocumentCost[]): string {
  return markdown({
    title: 'What the server accepts, in a page',
    columns: ['', ...phases.flatMap((phase) => [`${phase}, ms`, 'MB'])],
    rows: costs.map((cost) => [
      cost.name,
      ...phases.flatMap((phase) => [figure(cost[phase].longestMs), figure(cost[phase].heapMb)]),
    ]),
    note: 'ms: CPU of the longest task of the page’s main thread. MB: live objects afterwards.',
  })
}
